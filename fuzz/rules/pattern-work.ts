import type { AnalysedRule } from '../../src/secrets/pack/analysed-rule.ts';
import { parsePattern } from '../../src/secrets/pack/pattern-syntax.ts';
import { countSteps } from './count-steps.ts';
import { stepProgram } from './step-program.ts';

/** Counts the steps a rule's pattern takes over a text, tried wherever the engine may try it. */
export type PatternWork = (text: string, most: number) => number;

export function patternWork({ rule, shape }: AnalysedRule): PatternWork {
  const program = stepProgram(parsePattern(rule.pattern), rule.ignoreCase);
  return (text, most) => {
    const bytes = Buffer.from(text.replace(/[^\0-\x7f]/g, '\x80'), 'latin1');
    let steps = 0;
    for (const start of shape.startsAtKeyword ? keywordStarts(rule, text) : bytes.keys()) {
      steps += countSteps(program, bytes, start, most - steps).steps;
      if (steps >= most) return steps;
    }
    return steps;
  };
}

function keywordStarts({ keywords, exactCase }: AnalysedRule['rule'], text: string): Iterable<number> {
  const folded = exactCase ? text : text.toLowerCase();
  const starts = new Set<number>();
  for (const keyword of keywords) {
    const wanted = exactCase ? keyword : keyword.toLowerCase();
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) starts.add(at);
  }
  return starts;
}

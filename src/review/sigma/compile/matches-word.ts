import type { ValueTest } from '../value/field-test.ts';
import type { TextPart, TextPattern } from '../value/text-pattern.ts';

/** Whether a test holds of a text that is known when the rule is compiled; null where only the engine can tell. */
export function matchesWord(test: ValueTest, word: string): boolean | null {
  switch (test.kind) {
    case 'text':
      return test.cased ? fits(test.pattern, word) : fits(lowered(test.pattern), word.toLowerCase());
    case 'compare':
      return compares(Number(word), test.operator, test.number);
    case 'empty':
    case 'null':
      return false;
    case 'exists':
      return test.present;
    default:
      return null;
  }
}

function lowered(pattern: TextPattern): TextPattern {
  return pattern.map((part) => (part.kind === 'literal' ? { kind: 'literal', text: part.text.toLowerCase() } : part));
}

/** One step of a pattern: a character as it stands, or a wildcard. */
type Step = { readonly kind: 'one'; readonly character: string } | Exclude<TextPart, { readonly kind: 'literal' }>;

/** Wildcard matching that tries each start of the text after the last `*` only: never more than length times length steps. */
function fits(pattern: TextPattern, word: string): boolean {
  const steps = pattern.flatMap((part): readonly Step[] =>
    part.kind === 'literal' ? [...part.text].map((character) => ({ kind: 'one', character })) : [part],
  );
  const characters = [...word];
  let [step, at, star, mark] = [0, 0, -1, 0];
  while (at < characters.length) {
    const now = steps[step];
    if (now?.kind === 'any-run') {
      star = step++;
      mark = at;
    } else if (now?.kind === 'any-one' || (now?.kind === 'one' && now.character === characters[at])) {
      step++;
      at++;
    } else if (star !== -1) {
      step = star + 1;
      at = ++mark;
    } else return false;
  }
  return steps.slice(step).every((rest) => rest.kind === 'any-run');
}

function compares(value: number, operator: string, number: number): boolean {
  if (Number.isNaN(value)) return false;
  if (operator === '=') return value === number;
  if (operator === '<') return value < number;
  if (operator === '<=') return value <= number;
  return operator === '>' ? value > number : value >= number;
}

import { type PatternNode, parsePattern } from '../../src/secrets/pack/pattern-syntax.ts';
import type { Rule } from '../../src/secrets/pack/rule.ts';
import { Random } from '../random.ts';
import { charsOf, childrenOf, popularChars, sampleOf } from './sample.ts';

/** A short text that, repeated to any length, is meant to cost a rule much. */
export interface HostileUnit {
  readonly what: 'keywords' | 'prefix' | 'pumped' | 'near-miss' | 'cut-example';
  readonly unit: string;
}

const MOST_PUMPED = 600;
const POPULAR = 3;
/** What mail and settings are full of. */
const RUNS = [' ', '\n', '> \n', '/', '%', '.a', 'a=', 'ab ', 'a;b=', '&sig=a', 'eyJ.', '"', '=\n'] as const;

/** What a rule has to fear, made from the tree of its pattern; the same for the same seed. */
export function hostileUnits(rule: Rule, seed: number): readonly HostileUnit[] {
  const tree = parsePattern(rule.pattern);
  const random = new Random(seed);
  const keyword = rule.keywords[random.below(rule.keywords.length)] ?? '';
  const popular = popularChars(tree);
  const whole = sampleOf(tree, random);
  const units: HostileUnit[] = [
    { what: 'keywords', unit: keyword },
    { what: 'keywords', unit: `${keyword}=` },
    { what: 'keywords', unit: `${keyword}${popular.slice(0, 40).join('')}` },
    { what: 'near-miss', unit: `${whole.slice(0, -1)}\u00e9` },
    { what: 'near-miss', unit: `${whole}${popular[0] ?? ''}` },
    ...popular.slice(0, POPULAR).map((char) => ({ what: 'pumped' as const, unit: keyword + char.repeat(MOST_PUMPED) })),
    ...RUNS.map((run) => ({ what: 'pumped' as const, unit: keyword + run.repeat(MOST_PUMPED / 4 / run.length) })),
    ...pumpings(tree, random).flatMap(({ before, body }) => [
      { what: 'prefix' as const, unit: before },
      ...body.map((pump) => ({ what: 'pumped' as const, unit: `${before}${pump}\u00e9${keyword}` })),
    ]),
    ...rule.examples.map((example) => {
      const text = typeof example === 'string' ? example : example.text;
      return { what: 'cut-example' as const, unit: text.slice(0, Math.max(4, Math.floor(text.length * 0.8))) };
    }),
  ];
  const seen = new Set<string>();
  return units.filter(({ unit }) => unit !== '' && !seen.has(unit) && seen.add(unit));
}

interface Pumping {
  /** A text that leads to the repeat. */
  readonly before: string;
  /** What it repeats, as often as it may. */
  readonly body: readonly string[];
}

/** For each repeat of a pattern that may go on: what leads to it, and what it takes. */
function pumpings(tree: PatternNode, random: Random): readonly Pumping[] {
  const found: Pumping[] = [];
  const popular = popularChars(tree);
  const visit = (node: PatternNode, before: string): string => {
    if (node.type === 'repeat' && node.max >= 8) found.push({ before, body: pumpsOf(node, popular, random) });
    if (node.type === 'sequence') return node.parts.reduce((text, part) => visit(part, text), before);
    for (const child of childrenOf(node)) visit(child, before);
    return before + sampleOf(node, random);
  };
  visit(tree, '');
  return found;
}

function pumpsOf(
  { max, body }: Extract<PatternNode, { type: 'repeat' }>,
  popular: readonly string[],
  random: Random,
): readonly string[] {
  const times = Math.min(max, MOST_PUMPED);
  if (body.type !== 'char') {
    const round = sampleOf(body, random);
    return [round.repeat(Math.min(times, Math.ceil(MOST_PUMPED / Math.max(1, round.length))))];
  }
  const own = new Set(charsOf(body.set));
  return popular
    .filter((char) => own.has(char))
    .slice(0, POPULAR)
    .map((char) => char.repeat(times));
}

/** What makes the engine find much, or nearly: whole examples and near misses, over and over. */
export function crowdedUnits(rule: Rule, seed: number): readonly string[] {
  const whole = sampleOf(parsePattern(rule.pattern), new Random(seed));
  const example = rule.examples[0];
  const text = typeof example === 'string' ? example : (example?.text ?? '');
  return [`${text}\n`, `${text} `, `${whole.slice(0, -1)}\u00e9`];
}

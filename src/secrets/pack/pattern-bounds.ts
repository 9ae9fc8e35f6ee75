import { type CharSet, disjoint, NO_CHAR, union } from './char-set.ts';
import { type PatternNode, parsePattern } from './pattern-syntax.ts';

/** How far a pattern can see, in UTF-16 code units. */
export interface PatternBounds {
  /** The longest match. */
  readonly longest: number;
  /** How far look-behind and look-ahead reach past the match, at most. */
  readonly margin: number;
}

/** The longest match a rule may have: a private key of 32,768 bits with its headers, quoted, fits. */
const LONGEST_MATCH = 40_000;
const MOST_REPEATS = 32_768;

/**
 * The bounds of a rule's pattern, or the reason it is refused: every repeat must be counted, and a repeat of something of
 * varying length must have a separator, so that there is one way to read a text and no blow-up in trying.
 */
export function boundsOf(source: string): PatternBounds | { readonly refused: string } {
  try {
    const tree = parsePattern(source);
    const refused = firstFault(tree);
    if (refused !== null) return { refused };
    const longest = lengthOf(tree).max;
    if (longest > LONGEST_MATCH)
      return { refused: `a match may be ${longest} characters long; ${LONGEST_MATCH} is the most` };
    return { longest, margin: marginOf(tree) };
  } catch (error) {
    if (error instanceof SyntaxError) return { refused: error.message };
    throw error;
  }
}

function childrenOf(node: PatternNode): readonly PatternNode[] {
  switch (node.type) {
    case 'sequence':
      return node.parts;
    case 'choice':
      return node.options;
    case 'repeat':
    case 'look':
      return [node.body];
    default:
      return [];
  }
}

interface Length {
  readonly min: number;
  readonly max: number;
}

function lengthOf(node: PatternNode): Length {
  if (node.type === 'char') return { min: 1, max: 1 };
  if (node.type === 'assertion' || node.type === 'look') return { min: 0, max: 0 };
  const lengths = childrenOf(node).map(lengthOf);
  if (node.type === 'choice') {
    return { min: Math.min(...lengths.map((l) => l.min)), max: Math.max(...lengths.map((l) => l.max)) };
  }
  const sum = { min: total(lengths.map((l) => l.min)), max: total(lengths.map((l) => l.max)) };
  return node.type === 'repeat' ? { min: sum.min * node.min, max: sum.max * node.max } : sum;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

/** The deepest any look-around or boundary reads beyond the match. */
function marginOf(node: PatternNode): number {
  if (node.type === 'assertion') return 1;
  const inner = Math.max(0, ...childrenOf(node).map(marginOf));
  return node.type === 'look' ? inner + lengthOf(node.body).max : inner;
}

function firstFault(node: PatternNode): string | null {
  if (node.type === 'repeat') {
    if (!Number.isFinite(node.max)) return 'every repeat needs a largest count: write {0,64}, not * or +';
    if (node.max > MOST_REPEATS) return `a repeat of ${node.max}; ${MOST_REPEATS} is the most`;
    if (node.max > 1 && !readsOneWay(node.body))
      return 'a repeated group of varying length needs a separator at its start or end';
  }
  for (const child of childrenOf(node)) {
    const fault = firstFault(child);
    if (fault !== null) return fault;
  }
  return null;
}

/** Whether a repeated body can be split in one way only: of fixed length, or fenced by a character its rest cannot hold. */
function readsOneWay(body: PatternNode): boolean {
  const { min, max } = lengthOf(body);
  if (min === max) return true;
  if (body.type !== 'sequence') return false;
  const { parts } = body;
  const first = parts[0];
  const last = parts.at(-1);
  return isFence(first, parts.slice(1)) || isFence(last, parts.slice(0, -1));
}

function isFence(fence: PatternNode | undefined, rest: readonly PatternNode[]): boolean {
  if (fence?.type !== 'char') return false;
  return disjoint(fence.set, rest.map(charsOf).reduce(union, NO_CHAR));
}

function charsOf(node: PatternNode): CharSet {
  if (node.type === 'char') return node.set;
  if (node.type === 'look' || node.type === 'assertion') return NO_CHAR;
  return childrenOf(node).map(charsOf).reduce(union, NO_CHAR);
}

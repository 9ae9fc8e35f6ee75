import { boundsOf } from '../../pack/pattern-bounds.ts';
import { waysToTry } from './backtracking.ts';
import { boundRepeats } from './bound-repeats.ts';
import type { Dialect } from './dialect.ts';
import { printRegex } from './print-regex.ts';
import { readRegex } from './read-regex.ts';
import { childrenOf, longestOf, type RegexNode } from './regex-node.ts';
import { requiredLiterals } from './required-literals.ts';
import { simplify } from './simplify.ts';

/** A pattern of another tool as a bounded one of ours. */
export interface TranslatedPattern {
  /** JavaScript, the flag `m` or none; each repeat has a most. Groups keep their numbers. */
  readonly pattern: string;
  readonly ignoreCase: boolean;
  /** UTF-16 code units: the longest match, and how far look-around reaches past it. */
  readonly longest: number;
  readonly margin: number;
  /** What repeats without a most were held to, in characters; null where there were none. */
  readonly cap: number | null;
  /** Literals of which one stands in every match, lower case; null where none can be told. */
  readonly literals: readonly string[] | null;
  /** Names of the groups, in order. */
  readonly groups: readonly (string | null)[];
}

export type Translation =
  | { readonly type: 'translated'; readonly pattern: TranslatedPattern; readonly tree: RegexNode }
  | { readonly type: 'refused'; readonly because: string };

/** A cap, and the ways in which a match may be tried from one start for it to be taken. */
interface Attempt {
  readonly cap: number;
  readonly mostWays: number;
}

const MOST_WAYS = 1_000_000;
const FEW_WAYS = 2048;
/** The largest cap that costs little, else the largest of the small ones; a private key of 4,096 bits is some 3,300 characters. */
const ATTEMPTS: readonly Attempt[] = [
  ...[4096, 1024, 512, 256].map((cap) => ({ cap, mostWays: FEW_WAYS })),
  ...[256, 128, 64].map((cap) => ({ cap, mostWays: MOST_WAYS })),
];
const NO_CAP: readonly Attempt[] = [{ cap: 0, mostWays: MOST_WAYS }];

/** A pattern of another tool in JavaScript, each repeat held to a most. */
export function translatePattern(source: string, dialect: Dialect): Translation {
  try {
    return bounded(simplify(readRegex(source, dialect)));
  } catch (error) {
    if (error instanceof SyntaxError) return refused(error.message);
    if (error instanceof RangeError) return refused('too deep or too large');
    throw error;
  }
}

function bounded(read: RegexNode): Translation {
  const isOpen = longestOf(read) === Number.POSITIVE_INFINITY || hasOpenLook(read);
  let because = '';
  for (const { cap, mostWays } of isOpen ? ATTEMPTS : NO_CAP) {
    const tree = boundRepeats(read, cap);
    const ways = waysToTry(tree);
    const { pattern, ignoreCase } = printRegex(tree);
    const bounds = boundsOf(pattern);
    if ('refused' in bounds) because = bounds.refused;
    else if (ways > mostWays) because = `a match may be tried in more than ${MOST_WAYS} ways from one place`;
    else {
      tryOut(pattern, ignoreCase);
      const found = { literals: requiredLiterals(tree), groups: groupNames(tree), cap: isOpen ? cap : null };
      const { longest, margin } = bounds;
      return { type: 'translated', pattern: { pattern, ignoreCase, longest, margin, ...found }, tree };
    }
  }
  return refused(because);
}

function hasOpenLook(node: RegexNode): boolean {
  if (node.type === 'look' && longestOf(node.body) === Number.POSITIVE_INFINITY) return true;
  return childrenOf(node).some(hasOpenLook);
}

/** Compilation is put off until a pattern runs; one that is too large must not fail then. */
function tryOut(pattern: string, ignoreCase: boolean): void {
  new RegExp(pattern, ignoreCase ? 'im' : 'm').exec('');
}

function groupNames(node: RegexNode): readonly (string | null)[] {
  const own = node.type === 'capture' ? [node.name] : [];
  return [...own, ...childrenOf(node).flatMap(groupNames)];
}

function refused(because: string): Translation {
  return { type: 'refused', because };
}

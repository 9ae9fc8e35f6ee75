import { gramCost } from './gram-cost.ts';
import { GRAM_HASH, GRAM_SHIFT, GramTable } from './gram-table.ts';

/** A literal to look for. ASCII letters match in either case unless `exact`; at least three UTF-8 bytes. */
export interface Literal {
  readonly text: string;
  readonly exact: boolean;
}

/** Told of each occurrence: the literal's index in the list and the byte it starts at. */
type OnLiteral = (literal: number, start: number) => void;

/** Finds every occurrence of every literal in one pass; each is told exactly once, not always in order. */
export interface LiteralMatcher {
  readonly scan: (utf8: Uint8Array, onLiteral: OnLiteral) => void;
}

const GRAM = 4;
const FOLD = 0x20;
const FOLDED_BYTES = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => (byte & FOLD) !== 0);

/** The shortest literal the matcher takes, in bytes. */
export const SHORTEST_LITERAL = 3;

function foldedGram(bytes: Uint8Array, at: number): number {
  let gram = 0;
  for (let i = 0; i < GRAM; i += 1) gram = (gram << 8) | ((bytes[at + i] ?? 0) | FOLD);
  return gram;
}

/**
 * A hashed 4-gram matcher: every second position of the text is looked up in a table of the grams at two neighbouring
 * offsets of each literal, so that any occurrence is sampled exactly once, and a hit is then compared byte by byte.
 */
export function buildLiteralMatcher(literals: readonly Literal[]): LiteralMatcher {
  const patterns = literals.map(compile);
  const table = new GramTable();
  patterns.forEach((pattern, index) => {
    registerGrams(table, pattern, index);
  });
  return {
    scan: (utf8, onLiteral) => {
      scanPairs(utf8, table, patterns, onLiteral);
    },
  };
}

interface Pattern {
  readonly bytes: Uint8Array;
  /** The bytes as compared: lower case where case does not matter. */
  readonly exact: boolean;
}

function compile(literal: Literal): Pattern {
  const text = literal.exact ? literal.text : literal.text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const bytes = new TextEncoder().encode(text);
  if (bytes.length < SHORTEST_LITERAL)
    throw new RangeError(`a literal needs ${SHORTEST_LITERAL} bytes: ${literal.text}`);
  return { bytes, exact: literal.exact };
}

/** Registers two neighbouring grams; where a short literal does not fill both, what lies beside it is left open. */
function registerGrams(table: GramTable, pattern: Pattern, literal: number): void {
  const { bytes } = pattern;
  const first = foldedGram(bytes, 0);
  if (bytes.length === 3) {
    for (const byte of FOLDED_BYTES) {
      table.add((byte << 24) | (first >>> 8), literal, -1);
      table.add((first & ~0xff) | byte, literal, 0);
    }
  } else if (bytes.length === GRAM) {
    table.add(first, literal, 0);
    for (const byte of FOLDED_BYTES) table.add((first << 8) | byte, literal, 1);
  } else {
    const offset = rarestPair(bytes);
    table.add(foldedGram(bytes, offset), literal, offset);
    table.add(foldedGram(bytes, offset + 1), literal, offset + 1);
  }
}

function rarestPair(bytes: Uint8Array): number {
  let best = 0;
  let bestCost = Number.POSITIVE_INFINITY;
  for (let at = 0; at + GRAM < bytes.length; at += 1) {
    const cost = gramCost(bytes.subarray(at, at + GRAM)) + gramCost(bytes.subarray(at + 1, at + 1 + GRAM));
    if (cost < bestCost) {
      best = at;
      bestCost = cost;
    }
  }
  return best;
}

function scanPairs(utf8: Uint8Array, table: GramTable, patterns: readonly Pattern[], onLiteral: OnLiteral): void {
  const { bits } = table;
  const end = utf8.length & ~1;
  let gram = 0;
  for (let i = 0; i < end; i += 2) {
    gram = (gram << 16) | (((utf8[i] as number) | FOLD) << 8) | ((utf8[i + 1] as number) | FOLD);
    const hash = Math.imul(gram, GRAM_HASH) >>> GRAM_SHIFT;
    if ((((bits[hash >>> 5] as number) >>> (hash & 31)) & 1) === 1)
      verify(utf8, i - 2, gram, table, patterns, onLiteral);
  }
  // An odd last byte leaves one sampled gram running past the end; its open last byte may still complete a literal.
  if (end !== utf8.length && end >= 2) verify(utf8, end - 2, foldedGram(utf8, end - 2), table, patterns, onLiteral);
}

function verify(
  utf8: Uint8Array,
  at: number,
  gram: number,
  table: GramTable,
  patterns: readonly Pattern[],
  onLiteral: OnLiteral,
): void {
  for (let entry = table.first(gram); entry >= 0; entry = table.next(entry)) {
    const literal = table.literals[entry] as number;
    const start = at - (table.offsets[entry] as number);
    if (start >= 0 && equalAt(utf8, start, patterns[literal] as Pattern)) onLiteral(literal, start);
  }
}

function equalAt(utf8: Uint8Array, start: number, pattern: Pattern): boolean {
  const { bytes, exact } = pattern;
  if (start + bytes.length > utf8.length) return false;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = utf8[start + i] as number;
    const folded = !exact && byte >= 0x41 && byte <= 0x5a ? byte | FOLD : byte;
    if (folded !== bytes[i]) return false;
  }
  return true;
}

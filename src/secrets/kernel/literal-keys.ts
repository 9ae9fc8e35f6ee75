import { fourAt, threeAt } from './gram-hash.ts';
import { firstOffset } from './gram-options.ts';
import { GramSieve } from './gram-sieve.ts';
import { GramTable } from './gram-table.ts';
import { GRAM, type Pattern } from './literal.ts';

/** By what literals are found: a sieve of the places where one may stand, and tables of those that may stand there. */
export interface LiteralKeys {
  readonly sieve: GramSieve;
  /** By grams of literals of six bytes and more, by the first four of shorter ones, by those of three. */
  readonly tables: readonly [longs: GramTable, fours: GramTable, threes: GramTable];
}

const LONG = GRAM + 2;

export function keysOf(patterns: readonly Pattern[]): LiteralKeys {
  const sieve = new GramSieve();
  const counts = [0, 0, 0];
  for (const { folded } of patterns) counts[kindOf(folded)] = (counts[kindOf(folded)] ?? 0) + 1;
  const [longs = 0, fours = 0, threes = 0] = counts;
  const tables = [new GramTable(2 * longs), new GramTable(fours), new GramTable(threes)] as const;
  patterns.forEach((pattern, literal) => {
    const { folded } = pattern;
    const kind = kindOf(folded);
    const offset = firstOffset(pattern);
    sieve.add(pattern, offset);
    const reach = Math.max(0, folded.length - GRAM);
    const place = { literal, offset: 0, reach, last: kind === 2 ? threeAt(folded, 0) : fourAt(folded, reach) };
    if (kind === 2) tables[2].add(place.last, place);
    else if (kind === 1) tables[1].add(fourAt(folded, 0), place);
    else for (const at of [offset, offset + 1]) tables[0].add(fourAt(folded, at), { ...place, offset: at });
  });
  return { sieve, tables };
}

const kindOf = ({ length }: Uint8Array): 0 | 1 | 2 => (length >= LONG ? 0 : length >= GRAM ? 1 : 2);

import { gramFrequency } from './gram-frequency.ts';
import { fourAt } from './gram-hash.ts';
import { FOLDED, GRAM, type Pattern, WORD_BYTES } from './literal.ts';

/** A gram with two bytes behind it is told apart well. */
const TOLD_APART = GRAM + 2;

const folded = (bytes: Iterable<number>): readonly number[] => [
  ...new Set(Array.from(bytes, (byte) => FOLDED[byte] as number)),
];

const ALL = Array.from({ length: 256 }, (_, byte) => byte);
const ANY = folded(ALL);
const NO_WORD = folded(ALL.filter((byte) => !WORD_BYTES.includes(byte)));
const ONE = ALL.map((byte) => [byte]);

/**
 * Where in a literal the rarest two neighbouring grams begin, of those that are told apart well: one of them stands at an even byte
 * wherever the literal does. In one of three bytes, the first begins a byte before it.
 */
export function firstOffset({ bytes }: Pattern): number {
  if (bytes.length < GRAM) return -1;
  let best = 0;
  let rarest = Number.POSITIVE_INFINITY;
  let frequency = gramFrequency(bytes, 0);
  for (let at = 0; at + 1 + TOLD_APART <= bytes.length; at += 1) {
    const next = gramFrequency(bytes, at + 1);
    if (frequency + next < rarest) {
      best = at;
      rarest = frequency + next;
    }
    frequency = next;
  }
  return best;
}

/** Tells the grams, as the kernel reads them, that may begin at a place of a pattern: where it does not fill them, what may stand beside it does. */
export function gramsAt(pattern: Pattern, at: number, onGram: (gram: number) => void): void {
  if (at >= 0 && at + GRAM <= pattern.folded.length) {
    onGram(fourAt(pattern.folded, at));
    return;
  }
  const [first = [], second = [], third = [], fourth = []] = Array.from({ length: GRAM }, (_, index) =>
    optionsAt(pattern, at + index),
  );
  for (const a of first) {
    for (const b of second) {
      for (const c of third) for (const d of fourth) onGram(a | (b << 8) | (c << 16) | (d << 24));
    }
  }
}

function optionsAt({ folded: bytes, begins, ends }: Pattern, at: number): readonly number[] {
  if (at < 0) return begins ? NO_WORD : ANY;
  const byte = bytes[at];
  if (byte === undefined) return ends ? NO_WORD : ANY;
  return ONE[byte] as readonly number[];
}

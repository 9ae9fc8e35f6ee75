import { gramFrequency } from './gram-frequency.ts';
import { type Pattern, WORD_BYTES } from './literal.ts';

const GRAM = 4;
const FOLD = 0x20;
const SPACE = 0x20;

const folded = (bytes: Iterable<number>): readonly number[] => [...new Set(Array.from(bytes, (byte) => byte | FOLD))];

const ALL = Array.from({ length: 256 }, (_, byte) => byte);
const ANY = folded(ALL);
const NO_WORD = folded(ALL.filter((byte) => !WORD_BYTES.includes(byte)));
const BLANKS = folded([...' \t\n\r'].map((char) => char.charCodeAt(0)));
const ONE = ALL.map((byte) => [byte | FOLD]);

/** The grams that may stand at a place of a literal, by what each of their bytes may be. */
export interface PlacedGrams {
  readonly bytes: readonly (readonly number[])[];
  /** Where they begin, counted from the literal's start. */
  readonly offset: number;
}

/**
 * The grams of which one stands at an even byte wherever the literal does: those at two neighbouring places of it. Where it does not
 * fill them, what may stand beside it does.
 */
export function gramsOf(pattern: Pattern): readonly PlacedGrams[] {
  const offset = firstOffset(pattern);
  return [offset, offset + 1].map((place) => ({
    offset: place,
    bytes: Array.from({ length: GRAM }, (_, at) => optionsAt(pattern, place + at)),
  }));
}

function optionsAt({ bytes, loose, begins, ends }: Pattern, at: number): readonly number[] {
  if (at < 0) return begins ? NO_WORD : ANY;
  const byte = bytes[at];
  if (byte === undefined) return ends ? NO_WORD : ANY;
  return loose && byte === SPACE ? BLANKS : (ONE[byte] as readonly number[]);
}

/** Where the rarest two neighbouring grams begin. */
function firstOffset({ bytes }: Pattern): number {
  if (bytes.length <= GRAM) return bytes.length - GRAM;
  let best = 0;
  let rarest = Number.POSITIVE_INFINITY;
  for (let at = 0; at + GRAM < bytes.length; at += 1) {
    const frequency = gramFrequency(bytes, at) + gramFrequency(bytes, at + 1);
    if (frequency < rarest) {
      best = at;
      rarest = frequency;
    }
  }
  return best;
}

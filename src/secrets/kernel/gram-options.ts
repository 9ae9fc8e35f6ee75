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

/** Told of each gram, as the kernel reads it, and where in its literal it begins. */
export type OnGram = (gram: number, offset: number) => void;

/**
 * Tells the grams of which one stands at an even byte wherever the literal does: those at two neighbouring places of it. Where it does
 * not fill them, what may stand beside it does.
 */
export function gramsOf(pattern: Pattern, onGram: OnGram): void {
  const offset = firstOffset(pattern);
  for (const place of [offset, offset + 1]) {
    if (isPlain(pattern, place)) onGram(foldedGram(pattern.bytes, place), place);
    else optionsFrom(pattern, place, onGram);
  }
}

/** Whether each of its bytes is known. */
function isPlain({ bytes, loose }: Pattern, offset: number): boolean {
  if (offset < 0 || offset + GRAM > bytes.length) return false;
  if (!loose) return true;
  for (let at = offset; at < offset + GRAM; at += 1) if (bytes[at] === SPACE) return false;
  return true;
}

function foldedGram(bytes: Uint8Array, offset: number): number {
  let gram = 0;
  for (let at = 0; at < GRAM; at += 1) gram |= ((bytes[offset + at] as number) | FOLD) << (8 * at);
  return gram;
}

function optionsFrom(pattern: Pattern, offset: number, onGram: OnGram): void {
  const [first = [], second = [], third = [], fourth = []] = Array.from({ length: GRAM }, (_, at) =>
    optionsAt(pattern, offset + at),
  );
  for (const a of first) {
    for (const b of second) {
      for (const c of third) for (const d of fourth) onGram(a | (b << 8) | (c << 16) | (d << 24), offset);
    }
  }
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
  let frequency = gramFrequency(bytes, 0);
  for (let at = 0; at + GRAM < bytes.length; at += 1) {
    const next = gramFrequency(bytes, at + 1);
    if (frequency + next < rarest) {
      best = at;
      rarest = frequency + next;
    }
    frequency = next;
  }
  return best;
}

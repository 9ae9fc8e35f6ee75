const BINS = 32;
const BINS_PER_BAND = 4;
/** Words of one shingle; runs of three are rare enough to tell texts apart and short enough to outlive an edit. */
const SHINGLE = 3;
const FEWEST_SHINGLES = 8;
/** Bytes of a text that are looked at. */
const MOST_BYTES = 256 * 1024;
const EMPTY = 0xffff_ffff;

/**
 * What a text is like, in 64 bytes: for each of 32 classes of its three-word runs the smallest hash (one-permutation MinHash; Li, Owen and Zhang, 2012,
 * empty classes filled from the next full one). Letter case, punctuation and white space do not count.
 * @param utf8 the text; its first 256 KiB count.
 * @param seed keeps sketches of two cases from being compared; 32 bits.
 * @returns 128 hexadecimal digits; null for a text of too few words to be told from others.
 */
export function textSketch(utf8: Uint8Array, seed: number): string | null {
  const bins = new Uint32Array(BINS).fill(EMPTY);
  const count = fillBins(bins, utf8.subarray(0, MOST_BYTES), seed);
  if (count < FEWEST_SHINGLES) return null;
  const values = Array.from(bins, (_, index) => fullBin(bins, index) & 0xffff);
  return values.map((value) => value.toString(16).padStart(4, '0')).join('');
}

/**
 * How much two texts have in common, by their sketches: an estimate of the share of three-word runs that are in both, 0 to 1, with a standard
 * error of about 0.08.
 */
export function resemblance(a: string, b: string): number {
  let same = 0;
  for (let at = 0; at < BINS * 4; at += 4) if (a.slice(at, at + 4) === b.slice(at, at + 4)) same += 1;
  return same / BINS;
}

const BAND_DIGITS = BINS_PER_BAND * 4;

/**
 * Stretches of a sketch, as half-open ranges of its digits: two texts that have four fifths in common agree in one of them with a probability of 98 in 100,
 * and texts with a third in common in one of ten cases. Comparing only sketches that agree in one saves comparing all.
 */
export const SKETCH_BANDS: readonly (readonly [start: number, end: number])[] = Array.from(
  { length: BINS / BINS_PER_BAND },
  (_, band) => [band * BAND_DIGITS, (band + 1) * BAND_DIGITS],
);

/** Hashes each run of words into its bin; how many there were. */
function fillBins(bins: Uint32Array, utf8: Uint8Array, seed: number): number {
  let [before, last, words] = [0, 0, 0];
  for (const word of wordHashes(utf8, seed)) {
    words += 1;
    if (words >= SHINGLE) {
      const hash = mix(Math.imul(before, 31) ^ Math.imul(last, 0x9e3779b1) ^ word);
      const bin = hash & (BINS - 1);
      const value = hash >>> 5;
      if (value < (bins[bin] ?? 0)) bins[bin] = value;
    }
    [before, last] = [last, word];
  }
  return words - SHINGLE + 1;
}

function* wordHashes(utf8: Uint8Array, seed: number): Generator<number> {
  let hash = seed | 0;
  let length = 0;
  for (let at = 0; at <= utf8.length; at += 1) {
    const byte = WORD_BYTE[utf8[at] ?? 0] ?? 0;
    if (byte !== 0) {
      hash = Math.imul(hash ^ byte, 0x01000193);
      length += 1;
    } else if (length > 0) {
      yield mix(hash);
      hash = seed | 0;
      length = 0;
    }
  }
}

/** A byte of a word as it counts: ASCII letters in lower case, digits, and every byte of other scripts; 0 for what stands between words. */
const WORD_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => {
  const isUpper = byte >= 0x41 && byte <= 0x5a;
  const isWord = isUpper || (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39) || byte >= 0x80;
  return isWord ? byte | (isUpper ? 0x20 : 0) : 0;
});

/** Spreads a hash over its 32 bits (the finaliser of MurmurHash3). */
function mix(value: number): number {
  const a = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const b = Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return (b ^ (b >>> 16)) >>> 0;
}

/** The bin's value, or where it is empty that of the next full one, told apart by the distance. */
function fullBin(bins: Uint32Array, index: number): number {
  for (let step = 0; step < BINS; step += 1) {
    const value = bins[(index + step) % BINS] ?? EMPTY;
    if (value !== EMPTY) return step === 0 ? value : mix(value + Math.imul(step, 0x9e3779b1));
  }
  return EMPTY;
}

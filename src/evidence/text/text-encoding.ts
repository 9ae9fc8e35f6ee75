import { isUtf8 } from 'node:buffer';

/** Bytes that are looked at to tell text from binary. */
const SAMPLE = 64 * 1024;
/** Shares of a text that may be control characters: in valid UTF-8 (a log with gaps of NULs), and in unknown 8-bit bytes. */
const CONTROLS_IN_UTF8 = 0.1;
const CONTROLS_IN_LEGACY = 0.02;
const READABLE = /[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\t\r\n]/gu;
const SURELY_READABLE = 0.95;

/**
 * Whether the bytes are text, and in which charset where the bytes alone say it: UTF-16 and UTF-32 with or without byte order mark.
 * @returns the charset; 'unmarked' for text whose charset needs a declaration or a guess; null for what is no text.
 */
export function textEncoding(bytes: Uint8Array): string | null {
  const sample = wholeCharacters(bytes);
  const marked = byteOrderMark(sample);
  if (marked !== null) return marked;
  if (!sample.includes(0)) return isPlain(sample) ? 'unmarked' : null;
  return wideEncoding(sample) ?? (isPlain(sample) ? 'unmarked' : null);
}

/** The sample, cut so that no character of any UTF is cut. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= SAMPLE) return bytes;
  let end = SAMPLE;
  while (end > SAMPLE - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'unmarked';
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? 'utf-32le' : 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0 && b === 0 && c === 0xfe && d === 0xff ? 'utf-32be' : null;
}

function isPlain(sample: Uint8Array): boolean {
  const share = isUtf8(sample) ? CONTROLS_IN_UTF8 : CONTROLS_IN_LEGACY;
  return !hasMoreControls(sample, sample.length * share);
}

/** Whether more than so many bytes are control characters that no text has; stops at the first beyond them. */
function hasMoreControls(sample: Uint8Array, most: number): boolean {
  let count = 0;
  for (let at = 0; at < sample.length; at += 1) {
    if (IS_CONTROL[sample[at] ?? 0] === 0) continue;
    count += 1;
    if (count > most) return true;
  }
  return false;
}

/** 1 for control characters but backspace, white space and escape. */
const IS_CONTROL = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x20) return byte === 0x7f ? 1 : 0;
  return (byte >= 0x08 && byte <= 0x0d) || byte === 0x1b ? 0 : 1;
});

/** UTF-16 or UTF-32 without a mark: zero bytes stand in the same column, and nearly every character read so is one a person writes. */
function wideEncoding(sample: Uint8Array): string | null {
  const zeros = zeroColumns(sample);
  const quarter = sample.length / 4;
  const [first = 0, second = 0, third = 0, fourth = 0] = zeros;
  if (sample.length >= 8 && fourth > quarter * 0.95 && third > quarter * 0.6 && first < quarter * 0.1)
    return 'utf-32le';
  if (sample.length >= 8 && first > quarter * 0.95 && second > quarter * 0.6 && fourth < quarter * 0.1)
    return 'utf-32be';
  const littleEndian = second + fourth >= first + third;
  const label = littleEndian ? 'utf-16le' : 'utf-16be';
  return sample.length >= 4 && isReadableAs(sample, label) ? label : null;
}

/** How many zero bytes stand at each place modulo four. */
function zeroColumns(sample: Uint8Array): readonly number[] {
  const zeros = [0, 0, 0, 0];
  for (let at = sample.indexOf(0); at >= 0; at = sample.indexOf(0, at + 1)) zeros[at & 3] = (zeros[at & 3] ?? 0) + 1;
  return zeros;
}

function isReadableAs(sample: Uint8Array, label: string): boolean {
  const text = new TextDecoder(label).decode(sample.subarray(0, sample.length & ~1));
  if (text.includes('\uFFFD')) return false;
  return (text.match(READABLE)?.length ?? 0) >= text.length * SURELY_READABLE;
}

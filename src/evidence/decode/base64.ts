import { byteString } from './byte-string.ts';

/** What a transfer decoder made of its input. */
export interface Decoded {
  /** May share memory with the input. */
  readonly bytes: Uint8Array;
  /** `truncated`: the input ends inside a unit; `malformed`: it holds what the encoding does not allow; null: sound. */
  readonly fault: 'truncated' | 'malformed' | null;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const PAD = 64;
const SPACE = 65;
const ILLEGAL = 66;

const CLASS = new Uint8Array(256).fill(ILLEGAL);
for (let value = 0; value < 64; value++) CLASS[ALPHABET.charCodeAt(value)] = value;
for (const space of [9, 10, 12, 13, 32]) CLASS[space] = SPACE;
CLASS[61] = PAD;
// The URL-safe alphabet (RFC 4648 §5) turns up in mail written by careless programs.
CLASS[45] = 62;
CLASS[95] = 63;

/**
 * Decodes base64 (RFC 2045 §6.8). Characters outside the alphabet are skipped; a cut-off end yields the bytes it holds; groups after
 * padding are decoded too, as long as they are whole. Input whose first line is not base64 at all is returned as it is.
 */
export function decodeBase64(input: Uint8Array): Decoded {
  return (
    decodeWrapped(input) ??
    decodeStrictly(input) ??
    (firstLineIsBase64(input) ? decodeTolerantly(input) : { bytes: input, fault: 'malformed' })
  );
}

/**
 * The engine's fastest decoder skips what is not base64 and does not say so. In lines of one length the number of characters is
 * known beforehand: where exactly as many bytes come out, nothing was skipped. Null for anything less regular.
 */
function decodeWrapped(input: Uint8Array): Decoded | null {
  const characters = charactersOfEqualLines(input);
  if (characters === null || characters % 4 !== 0) return null;
  const padding = paddingOf(input);
  const expected = (characters / 4) * 3 - padding;
  const output = Buffer.allocUnsafe(expected + 3);
  const written = output.write(byteString(input), 'base64');
  return written === expected ? { bytes: output.subarray(0, written), fault: null } : null;
}

/** How many characters besides line ends there are, if every line but the last is as long as the first; else null. */
function charactersOfEqualLines(input: Uint8Array): number | null {
  const end = lengthWithoutLineEnds(input);
  const feed = input.indexOf(10);
  if (feed <= 0 || feed >= end) return null;
  const lineEnd = input[feed - 1] === 13 ? 2 : 1;
  const line = feed + 1;
  const whole = Math.floor(end / line);
  const last = end - whole * line;
  return last === 0 ? null : whole * (line - lineEnd) + last;
}

function lengthWithoutLineEnds(input: Uint8Array): number {
  let end = input.length;
  while (end > 0 && (input[end - 1] === 10 || input[end - 1] === 13)) end -= 1;
  return end;
}

function paddingOf(input: Uint8Array): number {
  const end = lengthWithoutLineEnds(input);
  if (input[end - 1] !== 61) return 0;
  return input[end - 2] === 61 ? 2 : 1;
}

/** The engine's own decoder: several times faster than a loop here, but it accepts sound input only. */
function decodeStrictly(input: Uint8Array): Decoded | null {
  const text = byteString(input);
  const output = Buffer.allocUnsafe(Math.ceil(input.length / 4) * 3 + 3);
  try {
    const { written } = output.setFromBase64(text, { lastChunkHandling: 'loose' });
    const whole = written % 3 === 0 || text.includes('=', text.length - 8);
    return { bytes: output.subarray(0, written), fault: whole ? null : 'truncated' };
  } catch {
    return null;
  }
}

function firstLineIsBase64(input: Uint8Array): boolean {
  let at = 0;
  while (at < input.length && CLASS[input[at] as number] === SPACE) at++;
  for (; at < input.length && input[at] !== 10 && input[at] !== 13; at++) {
    const kind = CLASS[input[at] as number] as number;
    if (kind === PAD) return true;
    if (kind > PAD && !(kind === SPACE && onlySpaceToLineEnd(input, at))) return false;
  }
  return true;
}

function onlySpaceToLineEnd(input: Uint8Array, from: number): boolean {
  let at = from;
  while (input[at] === 32 || input[at] === 9) at++;
  return at >= input.length || input[at] === 10 || input[at] === 13;
}

function decodeTolerantly(input: Uint8Array): Decoded {
  const output = Buffer.allocUnsafe(Math.ceil(input.length / 4) * 3);
  let length = 0;
  let bits = 0;
  let held = 0;
  let padded = false;
  let malformed = false;
  for (let at = 0; at < input.length; at++) {
    const value = CLASS[input[at] as number] as number;
    if (value < PAD) {
      bits = (bits << 6) | value;
      if (++held < 4) continue;
      output[length++] = bits >> 16;
      output[length++] = bits >> 8;
      output[length++] = bits;
      bits = held = 0;
    } else if (value === PAD) {
      length += flush(output, length, bits, held);
      bits = held = 0;
      padded = true;
    } else if (value === ILLEGAL) malformed = true;
  }
  const cut = held > 0;
  if (!padded) length += flush(output, length, bits, held);
  return { bytes: output.subarray(0, length), fault: malformed || padded ? 'malformed' : cut ? 'truncated' : null };
}

/** Writes the whole bytes of a group of two or three characters; returns how many. */
function flush(output: Uint8Array, length: number, bits: number, held: number): number {
  if (held < 2) return 0;
  output[length] = held === 2 ? bits >> 4 : bits >> 10;
  if (held === 3) output[length + 1] = bits >> 2;
  return held - 1;
}

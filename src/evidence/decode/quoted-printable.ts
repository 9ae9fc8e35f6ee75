import type { Decoded } from './base64.ts';

const NOT_HEX = 255;

/** Value of a hexadecimal digit by its byte; NOT_HEX for other bytes. Lower case is tolerated (RFC 2045 §6.7 note 1). */
export const HEX_VALUE = new Uint8Array(256).fill(NOT_HEX);
for (let value = 0; value < 16; value++) {
  HEX_VALUE[value.toString(16).charCodeAt(0)] = value;
  HEX_VALUE[value.toString(16).toUpperCase().charCodeAt(0)] = value;
}

const EQUALS = 61;
const LF = 10;
const CR = 13;
const isBlank = (byte: number | undefined) => byte === 32 || byte === 9;

/**
 * Decodes quoted-printable (RFC 2045 §6.7). An `=` that starts no valid escape stays as it is, and so does white space before a line's end: the
 * standard takes it for an addition of gateways, of which there are none any more, but it carries meaning where it was written.
 */
export function decodeQuotedPrintable(input: Uint8Array): Decoded {
  const size = input.length;
  const output = Buffer.allocUnsafe(size);
  let length = 0;
  let malformed = false;
  let at = 0;
  while (at < size) {
    const byte = input[at++] as number;
    if (byte !== EQUALS) {
      output[length++] = byte;
      continue;
    }
    const high = at < size ? (HEX_VALUE[input[at] as number] as number) : NOT_HEX;
    const low = at + 1 < size ? (HEX_VALUE[input[at + 1] as number] as number) : NOT_HEX;
    if ((high | low) < 16) {
      output[length++] = (high << 4) | low;
      at += 2;
      continue;
    }
    const next = softBreakEnd(input, at);
    if (next >= 0) at = next;
    else {
      output[length++] = byte;
      malformed = true;
    }
  }
  return { bytes: output.subarray(0, length), fault: malformed ? 'malformed' : null };
}

/** Where the line after a soft break begins, `at` being right after its `=`; -1 when this is no soft break. */
function softBreakEnd(input: Uint8Array, at: number): number {
  let end = at;
  while (end - at < LONGEST_PADDING && isBlank(input[end])) end++;
  if (end >= input.length) return end;
  if (input[end] === LF) return end + 1;
  if (input[end] !== CR) return -1;
  return input[end + 1] === LF ? end + 2 : end + 1;
}

/** Blanks between a soft break's `=` and its line end; a bound, so that `=` and blanks in turn cost linear time. */
const LONGEST_PADDING = 1000;

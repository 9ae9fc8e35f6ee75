import { decodeBase64 } from '../decode/base64.ts';
import { bytesOfString } from '../decode/byte-string.ts';
import { decodeCharsetText } from '../decode/charset.ts';
import { HEX_VALUE } from '../decode/quoted-printable.ts';

/** One encoded word (RFC 2047 §2) found in a text, half-open. */
interface EncodedWord {
  readonly start: number;
  readonly end: number;
  readonly charset: string;
  readonly bytes: Uint8Array;
}

const NON_ASCII = /[^\0-\x7f]/;
const OPENING = /=\?([^?\s]{1,100})\?([BbQq])\?/y;

/**
 * Decodes the encoded words of a byte string. Adjacent words of one charset are put together before decoding, since senders split
 * characters between them; words without `?=` reach to the next white space; raw 8-bit bytes are UTF-8 or windows-1252.
 * @param text unfolded, one character per byte.
 */
export function decodeWords(text: string): string {
  const first = text.indexOf('=?');
  if (first < 0) return decodeRaw(text);
  const words = findWords(text, first);
  let decoded = '';
  let at = 0;
  for (let index = 0; index < words.length; ) {
    const last = endOfRun(text, words, index);
    const run = words.slice(index, last);
    const head = run[0] as EncodedWord;
    const between = text.slice(at, head.start);
    if (index === 0 || !isBlank(between)) decoded += decodeRaw(between);
    decoded += decodeCharsetText(
      run.length === 1 ? head.bytes : Buffer.concat(run.map((word) => word.bytes)),
      head.charset,
    );
    at = (run[run.length - 1] as EncodedWord).end;
    index = last;
  }
  return decoded + decodeRaw(text.slice(at));
}

/** The bytes of a header that are no encoded word. */
function decodeRaw(text: string): string {
  return NON_ASCII.test(text) ? decodeCharsetText(bytesOfString(text), null) : text;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** Index after the last word that continues the word at `index`: same charset, only white space between. */
function endOfRun(text: string, words: readonly EncodedWord[], index: number): number {
  let last = index + 1;
  for (; last < words.length; last++) {
    const before = words[last - 1] as EncodedWord;
    const word = words[last] as EncodedWord;
    if (word.charset !== before.charset || !isBlank(text.slice(before.end, word.start))) break;
  }
  return last;
}

function findWords(text: string, first: number): readonly EncodedWord[] {
  const words: EncodedWord[] = [];
  let closing = 0;
  for (let start = first; start >= 0; ) {
    OPENING.lastIndex = start;
    const match = OPENING.exec(text);
    if (match === null) {
      start = text.indexOf('=?', start + 2);
      continue;
    }
    const from = OPENING.lastIndex;
    // Once there is no `?=` ahead there never is: asking again for each of thousands of openings would cost quadratic time.
    if (closing >= 0 && closing < from) closing = text.indexOf('?=', from);
    const [, charset = '', encoding = ''] = match;
    const end = closing < 0 ? tokenEnd(text, from) : closing;
    const content = text.slice(from, end);
    const bytes = encoding === 'B' || encoding === 'b' ? decodeBase64(bytesOfString(content)).bytes : decodeQ(content);
    const next = closing < 0 ? end : end + 2;
    words.push({ start, end: next, charset: charset.toLowerCase(), bytes });
    start = text.indexOf('=?', next);
  }
  return words;
}

function tokenEnd(text: string, from: number): number {
  const space = text.indexOf(' ', from);
  return space < 0 ? text.length : space;
}

/** The Q encoding (RFC 2047 §4.2): `_` is a space; an `=` before anything but two hexadecimal digits stays. */
function decodeQ(content: string): Uint8Array {
  const output = Buffer.allocUnsafe(content.length);
  let length = 0;
  for (let at = 0; at < content.length; at++) {
    const code = content.charCodeAt(at);
    if (code === 0x5f) output[length++] = 0x20;
    else if (code !== 0x3d) output[length++] = code;
    else {
      const high = HEX_VALUE[content.charCodeAt(at + 1)] ?? 255;
      const low = HEX_VALUE[content.charCodeAt(at + 2)] ?? 255;
      const valid = (high | low) < 16;
      output[length++] = valid ? (high << 4) | low : code;
      if (valid) at += 2;
    }
  }
  return output.subarray(0, length);
}

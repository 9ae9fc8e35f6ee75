import { asBuffer, byteString } from '../../../decode/byte-string.ts';
import { decodeCharset } from '../../../decode/charset.ts';

const WINDOW = 4 * 1024 * 1024;
const ENCODING = /^\s{0,100}<\?xml[^>]{0,200}?\sencoding\s{0,5}=\s{0,5}["']([\w:.-]{1,40})["']/;
const IS_UTF8 = /^utf-?8$/i;

interface TextWindow {
  readonly text: string;
  readonly isLast: boolean;
}

/** XML bytes as text, a window at a time: by byte order mark, the zero bytes of UTF-16, the declaration (XML 1.0 appendix F), else UTF-8. */
export function* utf8Windows(bytes: Uint8Array): Generator<TextWindow> {
  const utf8 = asBuffer(toUtf8(bytes));
  let at = 0;
  do {
    const end = characterStart(utf8, Math.min(utf8.length, at + WINDOW));
    yield { text: utf8.toString('utf8', at, end), isLast: end >= utf8.length };
    at = end;
  } while (at < utf8.length);
}

function toUtf8(bytes: Uint8Array): Uint8Array {
  const [first, second] = bytes;
  if (first === 0xef && second === 0xbb) return bytes.subarray(3);
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return decodeCharset(bytes, null).utf8;
  if (first === 0x3c && second === 0) return decodeCharset(bytes, 'utf-16le').utf8;
  if (first === 0 && second === 0x3c) return decodeCharset(bytes, 'utf-16be').utf8;
  const declared = ENCODING.exec(byteString(bytes, 0, Math.min(bytes.length, 400)))?.[1] ?? 'utf-8';
  // A declaration that is read byte by byte is in no wide charset, whatever it says.
  if (IS_UTF8.test(declared) || /^utf-?(?:16|32)|^ucs/i.test(declared)) return bytes;
  return decodeCharset(bytes, declared).utf8;
}

function characterStart(utf8: Buffer, from: number): number {
  let at = from;
  while (at > from - 3 && at < utf8.length && ((utf8[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}

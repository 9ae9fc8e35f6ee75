import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { asBuffer, byteString } from './byte-string.ts';
import { charsetLabel } from './charset-label.ts';
import { decodeShifted, isShifted } from './shifted-charset.ts';
import { windows1252ToUtf8 } from './windows-1252.ts';

/** A text in UTF-8, and what stood in the way. */
export interface CharsetText {
  /** Without byte order mark; shares memory with the input where that is UTF-8 already. */
  readonly utf8: Uint8Array;
  /** The charset it was read in, lower case: the declared one unless that is missing, unknown or plainly wrong. */
  readonly charset: string;
  readonly problems: readonly CharsetProblem[];
}

type CharsetProblem = 'unknown-charset' | 'malformed-charset-bytes';

const NO_PROBLEMS: readonly CharsetProblem[] = [];
const UNKNOWN: readonly CharsetProblem[] = ['unknown-charset'];
const MALFORMED: readonly CharsetProblem[] = ['malformed-charset-bytes'];

/**
 * Brings text to UTF-8. A byte order mark outweighs the declaration. Without a declaration, with one nobody knows, or with US-ASCII that
 * has 8-bit bytes: valid UTF-8 is UTF-8, escape sequences of ISO 2022 are ISO-2022-JP, all else is windows-1252.
 * @param declared the charset parameter as written; null where there is none.
 */
export function decodeCharset(bytes: Uint8Array, declared: string | null): CharsetText {
  const marked = byteOrderMark(bytes);
  if (marked !== null) return decodeAs(bytes.subarray(marked.length), marked.charset);
  const label = declared === null ? 'us-ascii' : charsetLabel(declared);
  if (label === 'us-ascii' || label === '') return guess(bytes, NO_PROBLEMS);
  if (label === 'utf-8' || label === 'utf8') return decodeUtf8(bytes);
  if (label === 'utf-16') return decodeAs(bytes, looksBigEndian(bytes) ? 'utf-16be' : 'utf-16le');
  return isKnown(label) ? decodeAs(bytes, label) : guess(bytes, UNKNOWN);
}

/** The same as a string. */
export function decodeCharsetText(bytes: Uint8Array, declared: string | null): string {
  return asBuffer(decodeCharset(bytes, declared).utf8).toString('utf8');
}

function decodeUtf8(bytes: Uint8Array): CharsetText {
  if (isUtf8(bytes)) return { utf8: bytes, charset: 'utf-8', problems: NO_PROBLEMS };
  return { utf8: Buffer.from(asBuffer(bytes).toString('utf8')), charset: 'utf-8', problems: MALFORMED };
}

function guess(bytes: Uint8Array, problems: readonly CharsetProblem[]): CharsetText {
  if (isAscii(bytes)) {
    if (hasIso2022Escape(bytes)) return { ...decodeAs(bytes, 'iso-2022-jp'), problems };
    return { utf8: bytes, charset: 'us-ascii', problems };
  }
  if (isUtf8(bytes)) return { utf8: bytes, charset: 'utf-8', problems };
  return { ...decodeAs(bytes, 'windows-1252'), problems: problems.length > 0 ? problems : MALFORMED };
}

function decodeAs(bytes: Uint8Array, label: string): CharsetText {
  if (label === 'utf-8') return decodeUtf8(bytes);
  if (SINGLE_BYTE.test(label) && isAscii(bytes)) return { utf8: bytes, charset: label, problems: NO_PROBLEMS };
  if (IS_WINDOWS_1252.test(label)) return { utf8: windows1252ToUtf8(bytes), charset: label, problems: NO_PROBLEMS };
  // Half a code unit at the end of UTF-16 is a remnant of a line break that was cut within it.
  const cut = label.startsWith('utf-16') && bytes.length % 2 === 1;
  const text = toText(cut ? bytes.subarray(0, -1) : bytes, label);
  return {
    utf8: Buffer.from(text),
    charset: label,
    problems: cut || text.includes('\uFFFD') ? MALFORMED : NO_PROBLEMS,
  };
}

const IS_WINDOWS_1252 = /^(?:windows-1252|iso-8859-1|latin1)$/;

/** Charsets in which a byte below 0x80 always means its ASCII character. */
const SINGLE_BYTE = /^(?:iso-8859-|windows-(?:125|874)|koi8-|macintosh|latin|l[1-9]$|cp\d)/;

function toText(bytes: Uint8Array, label: string): string {
  if (isShifted(label)) return decodeShifted(bytes, label);
  const decoder = textDecoder(label);
  if (decoder !== null) return decoder.decode(bytes);
  return iconv.decode(asBuffer(bytes), label);
}

function isKnown(label: string): boolean {
  return (
    isShifted(label) ||
    textDecoder(label) !== null ||
    (/^[\w:.-]{1,40}$/.test(label) && iconv.encodingExists(label) && !NOT_CHARSETS.has(label))
  );
}

/** Names under which iconv-lite offers transfer encodings of Node's Buffer. */
const NOT_CHARSETS: ReadonlySet<string> = new Set(['base64', 'hex', 'binary']);

const decoders = new Map<string, TextDecoder | null>();
const MOST_DECODERS = 256;

function textDecoder(label: string): TextDecoder | null {
  const known = decoders.get(label);
  if (known !== undefined) return known;
  const decoder = newTextDecoder(label);
  // Labels come from the mail: a hostile mailbox must not grow this table without end.
  if (decoders.size < MOST_DECODERS) decoders.set(label, decoder);
  return decoder;
}

function newTextDecoder(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label, { ignoreBOM: true });
  } catch {
    return null;
  }
}

function byteOrderMark(bytes: Uint8Array): { readonly charset: string; readonly length: number } | null {
  const first = bytes[0];
  if (first === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { charset: 'utf-8', length: 3 };
  if (first === 0xff && bytes[1] === 0xfe) {
    if (bytes.length >= 4 && bytes[2] === 0 && bytes[3] === 0) return { charset: 'utf-32le', length: 4 };
    return { charset: 'utf-16le', length: 2 };
  }
  if (first === 0xfe && bytes[1] === 0xff) return { charset: 'utf-16be', length: 2 };
  if (first === 0 && bytes[1] === 0 && bytes[2] === 0xfe && bytes[3] === 0xff)
    return { charset: 'utf-32be', length: 4 };
  return null;
}

/** Latin text has its zero bytes first in big-endian order. Without any sign little-endian is meant, whatever RFC 2781 says. */
function looksBigEndian(bytes: Uint8Array): boolean {
  let even = 0;
  let odd = 0;
  const end = Math.min(bytes.length, 4096);
  for (let at = 0; at + 1 < end; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  return even > odd;
}

function hasIso2022Escape(bytes: Uint8Array): boolean {
  return asBuffer(bytes).includes(0x1b) && /\x1b(?:\$[@B]|\([BJ])/.test(byteString(bytes));
}

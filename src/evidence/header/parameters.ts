import { bytesOfString } from '../decode/byte-string.ts';
import { decodeCharsetText } from '../decode/charset.ts';
import { HEX_VALUE } from '../decode/quoted-printable.ts';
import { decodeWords } from './encoded-word.ts';
import { readComment, readQuotedString } from './quoted-text.ts';

/** Parameters by lower-case name, decoded; of two with one name the first counts. */
export type Parameters = ReadonlyMap<string, string>;

interface Segment {
  readonly index: number;
  readonly encoded: boolean;
  readonly value: string;
}

const NAME = /([^\s=;"()]+)\s*=\s*/y;
const SEPARATORS = /[\s;]*/y;
const TOKEN = /[^\s;(]*/y;
const SECTION = /^(.+?)(?:\*(\d{1,3}))?(\*)?$/;

/**
 * Reads the parameters of a structured field (RFC 2045 §5.1) with continuations and charsets (RFC 2231), and the encoded words that
 * RFC 2047 forbids here and programs write all the same. Missing semicolons, missing quotes and comments are tolerated.
 * @param text an unfolded byte string. @param from where the parameters begin.
 */
export function parseParameters(text: string, from: number): Parameters {
  const plain = new Map<string, string>();
  const extended = new Map<string, Segment[]>();
  for (let at = from; at < text.length; ) {
    SEPARATORS.lastIndex = at;
    SEPARATORS.exec(text);
    NAME.lastIndex = at = SEPARATORS.lastIndex;
    const match = NAME.exec(text);
    if (match === null) {
      at = skipOther(text, at);
      continue;
    }
    const name = (match[1] as string).toLowerCase();
    const { value, end } = readValue(text, NAME.lastIndex, name);
    at = Math.max(end, NAME.lastIndex);
    const [, base = name, index, star] = SECTION.exec(name) ?? [];
    if (index === undefined && star === undefined) {
      if (!plain.has(name)) plain.set(name, decodeWords(value));
    } else addSegment(extended, base, { index: Number(index ?? 0), encoded: star !== undefined, value });
  }
  for (const [name, segments] of extended) plain.set(name, joinSegments(segments));
  return plain;
}

/** Past a comment, or past one character that begins no parameter. */
function skipOther(text: string, at: number): number {
  if (text[at] === '(') return readComment(text, at)?.end ?? text.length;
  const next = text.slice(at + 1).search(/[\s;(]/);
  return next < 0 ? text.length : at + 1 + next;
}

function readValue(text: string, at: number, name: string): { readonly value: string; readonly end: number } {
  const quoted = text[at] === '"' ? readQuotedString(text, at) : null;
  if (quoted !== null) return quoted;
  const start = text[at] === '"' ? at + 1 : at;
  if (name === 'name' || name === 'filename') {
    const semicolon = text.indexOf(';', start);
    const end = semicolon < 0 ? text.length : semicolon;
    return { value: text.slice(start, end).trim(), end };
  }
  TOKEN.lastIndex = start;
  const [value = ''] = TOKEN.exec(text) ?? [];
  return { value, end: start + value.length };
}

const MOST_SEGMENTS = 1000;

function addSegment(extended: Map<string, Segment[]>, base: string, segment: Segment): void {
  const segments = extended.get(base);
  if (segments === undefined) extended.set(base, [segment]);
  else if (segments.length < MOST_SEGMENTS) segments.push(segment);
}

function joinSegments(segments: Segment[]): string {
  let charset: string | null = null;
  const chunks: Buffer[] = [];
  for (const { encoded, value } of segments.sort((a, b) => a.index - b.index)) {
    if (!encoded) {
      chunks.push(bytesOfString(value));
      continue;
    }
    const prefix: RegExpExecArray | null = charset === null ? /^([^']*)'[^']*'/.exec(value) : null;
    if (prefix !== null) charset = prefix[1] ?? '';
    chunks.push(decodePercent(prefix === null ? value : value.slice(prefix[0].length)));
  }
  const bytes = Buffer.concat(chunks);
  if (charset === null || charset === '') return decodeWords(bytes.toString('latin1'));
  return decodeCharsetText(bytes, charset);
}

function decodePercent(text: string): Buffer {
  const output = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const high = code === 0x25 ? (HEX_VALUE[text.charCodeAt(at + 1)] ?? 255) : 255;
    const low = code === 0x25 ? (HEX_VALUE[text.charCodeAt(at + 2)] ?? 255) : 255;
    const valid = (high | low) < 16;
    output[length++] = valid ? (high << 4) | low : code;
    if (valid) at += 2;
  }
  return output.subarray(0, length);
}

import type { ByteSpan } from '../../../core/index.ts';
import { BYTE_CLASS, HOST } from '../bytes/byte-class.ts';
import { passes } from '../checks/index.ts';
import type { FindBy } from '../kind.ts';
import { holdsWord, surroundingsOf } from './near-words.ts';

/** Finds the value that a literal's place tells of; null where none stands there. */
export type WordReader = (utf8: Uint8Array, start: number) => ByteSpan | null;

/** Bytes read from where a pattern begins. */
const REACH = 320;
/** Bytes before it that a look-behind sees. */
const LEAD = 8;
const LONGEST_HOST = 253;
const LONGEST_URL = 200;
const DOT = 0x2e;
const SLASH = 0x2f;

/** How a kind that is found by words is read from the place of one of them. */
export function wordReader(
  { from, pattern, checks, exactCase, beside, notAfter }: FindBy<'words'>,
  literal: string,
): WordReader {
  const shape = new RegExp(pattern ?? `${escaped(literal)}(?![\\p{L}\\p{N}_])`, `duy${exactCase ? '' : 'i'}`);
  return (utf8, at) => {
    const start = startFor(from, utf8, at);
    if (start < 0) return null;
    const lead = textOf(utf8, start - LEAD, start);
    const text = lead + textOf(utf8, start, start + REACH);
    shape.lastIndex = lead.length;
    const match = shape.exec(text);
    const found = match?.indices?.groups?.value ?? match?.indices?.[0];
    if (found === undefined || !passes(text.slice(...found), checks)) return null;
    const first = start + Buffer.byteLength(text.slice(lead.length, found[0]));
    const span: ByteSpan = [first, first + Buffer.byteLength(text.slice(...found))];
    // What was looked for to the left of a word must hold the word.
    if (from !== 'word' && (at < span[0] || at >= span[1])) return null;
    if (beside === undefined && notAfter === undefined) return span;
    const around = surroundingsOf(utf8, Math.min(at, span[0]), span[1]);
    const own = text.slice(lead.length, found[1]).toLowerCase();
    const isBeside = beside === undefined || holdsWord(`${around.before}${own}\n${around.after}`, beside);
    return isBeside && !(notAfter !== undefined && holdsWord(around.before, notAfter)) ? span : null;
  };
}

function textOf(utf8: Uint8Array, start: number, stop: number): string {
  const part = utf8.subarray(Math.max(0, start), Math.max(0, stop));
  return Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('utf8');
}

function startFor(from: FindBy<'words'>['from'], utf8: Uint8Array, at: number): number {
  if (from === 'word') return isWritten(utf8[at]) && isWritten(utf8[at - 1]) ? -1 : at;
  const most = from === 'host' ? LONGEST_HOST : LONGEST_URL;
  const belongs = from === 'host' ? isHostByte : isUrlByte;
  let start = at;
  while (start > 0 && at - start < most && belongs(utf8[start - 1] as number)) start -= 1;
  while (start < at && !isWritten(utf8[start])) start += 1;
  // The last step of a path is a file.
  const isStep = from === 'host' && utf8[start - 1] === SLASH && utf8[start - 2] !== SLASH;
  return isStep ? -1 : start;
}

const WORD = /[A-Za-z0-9_]/;
/** Whether a byte is one of an ASCII word. */
const isWritten = (byte: number | undefined) => byte !== undefined && WORD.test(String.fromCharCode(byte));
const isHostByte = (byte: number) => byte === DOT || ((BYTE_CLASS[byte] as number) & HOST) !== 0;
/** Neither white space nor what stands around a URL: quotes, angles, brackets. */
const isUrlByte = (byte: number) => byte > 0x20 && !NO_URL.has(byte);
const NO_URL = new Set([...'"\'<>()[]{}|`,;'].map((character) => character.charCodeAt(0)));

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

import { Buffer } from 'node:buffer';
import type { TablePack } from './table-pack.ts';

/** A literal of which one stands in every table worth reading. */
export interface HeadingLiteral {
  readonly text: string;
  /** `word`: what follows must still be looked at; `closed`: it holds the separator itself. */
  readonly type: 'word' | 'closed';
}

/** A shorter word is looked for with what ends its cell. */
const SHORTEST_WORD = 3;
const CLOSINGS = [';', ',', '\t', '|', '"', ' |', '\n', '\r'];
/** Bytes between a heading's last word and its cell's end: digits, quotes, blanks, bold type. */
const BETWEEN = new Set([...' "*`0123456789'].map((char) => char.charCodeAt(0)));
const ENDS = new Set([...';,\t|\r\n([)'].map((char) => char.charCodeAt(0)));
const FURTHEST = 12;
const SPACE = 0x20;

/** The last words of the columns' names, in the cases in which a letter beyond ASCII may stand. */
export function headingLiterals(pack: TablePack): readonly HeadingLiteral[] {
  const words = pack.secrets.flatMap(({ columns }) => columns.map((name) => name.slice(name.lastIndexOf(' ') + 1)));
  return [...new Set(words.flatMap(casesOf))].flatMap(literalsOf);
}

function literalsOf(word: string): readonly HeadingLiteral[] {
  if (Buffer.byteLength(word) >= SHORTEST_WORD) return [{ text: word, type: 'word' }];
  return CLOSINGS.map((closing) => ({ text: word + closing, type: 'closed' }));
}

function casesOf(word: string): readonly string[] {
  if (/^[\x20-\x7e]{1,60}$/.test(word)) return [word];
  return [word, word.toUpperCase(), word.slice(0, 1).toUpperCase() + word.slice(1)];
}

/** Whether a heading's cell may end after the word that ends at byte `at`. */
export function isHeadingEnd(utf8: Uint8Array, at: number, type: HeadingLiteral['type']): boolean {
  if (type === 'closed') return true;
  // Columns without separators are parted by blanks.
  if (utf8[at] === SPACE && utf8[at + 1] === SPACE) return true;
  for (let next = at; next < at + FURTHEST; next += 1) {
    const byte = utf8[next];
    if (byte === undefined) return false;
    if (ENDS.has(byte)) return true;
    if (!BETWEEN.has(byte)) return false;
  }
  return false;
}

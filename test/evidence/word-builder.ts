import type { Tree } from './compound-builder.ts';

/** What a Word document says; each list one text an item, without the paragraph mark it ends with. */
export interface WordText {
  readonly main: string;
  readonly footnotes?: readonly string[];
  /** Six separators of notes, then for each section even header, odd header, even footer, odd footer, first header, first footer. */
  readonly headers?: readonly string[];
  readonly comments?: readonly string[];
  readonly endnotes?: readonly string[];
  readonly textBoxes?: readonly string[];
}

const TEXT_AT = 1024;
const LISTS = [
  ['footnotes', 3, 0x50, 0],
  ['headers', 11, 0x54, 0],
  ['comments', 5, 0x5c, 0],
  ['endnotes', 47, 0x60, 0],
  ['textBoxes', 56, 0x64, 22],
] as const;

/** A Word document of 97 ([MS-DOC]): pieces of `pieceLength` characters, narrow and wide by turns where their letters allow. */
export function wordTree(text: WordText, pieceLength = 7): Tree {
  const header = Buffer.alloc(TEXT_AT);
  header.writeUInt16LE(0xa5ec, 0);
  header.writeUInt16LE(193, 2);
  header.writeUInt16LE(0x0200, 0x0a);
  const tables: Buffer[] = [Buffer.from('lead')];
  const place = (index: number, bytes: Buffer) => {
    header.writeUInt32LE(Buffer.concat(tables).length, 0x9a + index * 8);
    header.writeUInt32LE(bytes.length, 0x9a + index * 8 + 4);
    tables.push(bytes);
  };
  let all = text.main;
  header.writeUInt32LE(text.main.length, 0x4c);
  for (const [name, index, lengthAt, extra] of LISTS) {
    const items = text[name];
    if (items === undefined) continue;
    const ended = [...items.map((item) => `${item}\r`), '\r'];
    header.writeUInt32LE(ended.join('').length, lengthAt);
    place(index, placesOf(ended, extra));
    all += ended.join('');
  }
  const { clx, bytes } = piecesOf(all, pieceLength);
  place(33, clx);
  return { WordDocument: Buffer.concat([header, bytes]), '1Table': Buffer.concat(tables) };
}

/** Where each item begins, and where the last ends; behind them what is said of each. */
function placesOf(items: readonly string[], extra: number): Buffer {
  const ends = items.map((_, index) => items.slice(0, index + 1).join('').length);
  return Buffer.concat([numbers([0, ...ends]), Buffer.alloc(extra * items.length)]);
}

function piecesOf(text: string, pieceLength: number) {
  const places: number[] = [];
  const descriptors: Buffer[] = [];
  const pieces: Buffer[] = [];
  let at = TEXT_AT;
  for (let from = 0; from < text.length; from += pieceLength) {
    const piece = text.slice(from, from + pieceLength);
    const isNarrow = descriptors.length % 2 === 0 && /^[\x00-\x7f\xa0-\xff]*$/.test(piece);
    const bytes = Buffer.from(piece, isNarrow ? 'latin1' : 'utf16le');
    const descriptor = Buffer.alloc(8);
    descriptor.writeUInt32LE(isNarrow ? (0x40000000 | (at * 2)) >>> 0 : at, 2);
    places.push(from);
    descriptors.push(descriptor);
    pieces.push(bytes);
    at += bytes.length;
  }
  const table = Buffer.concat([numbers([...places, text.length]), ...descriptors]);
  const properties = Buffer.from([1, 2, 0, 0xaa, 0xbb]);
  return {
    clx: Buffer.concat([properties, Buffer.from([2]), numbers([table.length]), table]),
    bytes: Buffer.concat(pieces),
  };
}

/** Numbers of 32 bits. */
export function numbers(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, index * 4);
  return bytes;
}

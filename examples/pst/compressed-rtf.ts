import { pstChecksum } from './checksum.ts';

/** What every dictionary of compressed RTF starts with ([MS-OXRTFCP] §2.1.3.1.2). */
const PRELOAD = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
);
const COMPRESSED = 0x75465a4c;
const STORED = 0x414c454d;
const DICTIONARY = 4096;
const LONGEST_MATCH = 17;
/** How far back a match may lie, so that nothing it refers to is overwritten while it is read. */
const REACH = DICTIONARY - LONGEST_MATCH - 1;

/** Compressed RTF ([MS-OXRTFCP] §2.1.3). @param stored keeps the text as it is in the envelope */
export function compressRtf(rtf: string, stored: boolean): Buffer {
  const text = Buffer.from(rtf, 'latin1');
  const content = stored ? text : compress(text);
  const header = Buffer.alloc(16);
  header.writeUInt32LE(content.length + 12, 0);
  header.writeUInt32LE(text.length, 4);
  header.writeUInt32LE(stored ? STORED : COMPRESSED, 8);
  header.writeUInt32LE(stored ? 0 : pstChecksum(content), 12);
  return Buffer.concat([header, content]);
}

/** Runs of eight tokens, each run behind a byte that says which of them refer to the dictionary. */
function compress(text: Buffer): Buffer {
  const all = Buffer.concat([PRELOAD, text]);
  const last = new Map<number, number>();
  for (let at = 0; at + 1 < PRELOAD.length; at++) last.set(all.readUInt16LE(at), at);
  const tokens: number[][] = [];
  for (let at = PRELOAD.length; at < all.length; ) {
    const from = at + 1 < all.length ? last.get(all.readUInt16LE(at)) : undefined;
    const length = from === undefined || at - from > REACH ? 1 : matchLength(all, from, at);
    tokens.push(length < 2 ? [all[at] as number] : reference(from as number, length));
    for (const end = at + length; at < end; at++) if (at + 1 < all.length) last.set(all.readUInt16LE(at), at);
  }
  tokens.push(reference(all.length, 2));
  return Buffer.from(withControlBytes(tokens));
}

function matchLength(all: Buffer, from: number, at: number): number {
  let length = 0;
  while (
    length < LONGEST_MATCH &&
    from + length < at &&
    at + length < all.length &&
    all[from + length] === all[at + length]
  )
    length++;
  return length;
}

/** Twelve bits of place in the dictionary and four of length. A reference to the place being written ends the text. */
function reference(place: number, length: number): number[] {
  const value = ((place % DICTIONARY) << 4) | (length - 2);
  return [value >>> 8, value & 0xff];
}

function withControlBytes(tokens: readonly number[][]): number[] {
  const bytes: number[] = [];
  for (let at = 0; at < tokens.length; at += 8) {
    const run = tokens.slice(at, at + 8);
    bytes.push(run.reduce((control, token, bit) => control | (token.length === 2 ? 1 << bit : 0), 0));
    for (const token of run) bytes.push(...token);
  }
  return bytes;
}

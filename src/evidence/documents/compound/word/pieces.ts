import { decodeCharsetText } from '../../../decode/charset.ts';
import { u8, u16, u32 } from '../bounded-number.ts';
import type { Place } from './file-information.ts';

/** A stretch of a document's text that stands in one place. */
export interface TextPiece {
  /** Its first character, and the one after its last, counted from the beginning of all text. */
  readonly from: number;
  readonly to: number;
  /** Its first byte in the main stream. */
  readonly at: number;
  readonly bytesPerCharacter: 1 | 2;
}

/** People's documents have some thousand; each costs memory. */
const MOST_PIECES = 2 ** 19;
const IS_NARROW = 0x40000000;
const PROPERTIES = 1;
const TABLE = 2;

/**
 * The list of pieces ([MS-DOC] §2.9.38, §2.8.35). Null where there is none, or its counts do not ascend: then no place of it is to be believed.
 * @param isModern whether a piece says by itself how its characters stand; else they have one byte each.
 */
export function readPieces(stream: Buffer, { at, length }: Place, isModern: boolean): readonly TextPiece[] | null {
  const clx = stream.subarray(at, at + length);
  let tableAt = 0;
  while (u8(clx, tableAt) === PROPERTIES) tableAt += 3 + u16(clx, tableAt + 1);
  if (u8(clx, tableAt) !== TABLE) return null;
  const table = clx.subarray(tableAt + 5, tableAt + 5 + u32(clx, tableAt + 1));
  const count = Math.floor((table.length - 4) / 12);
  const pieces: TextPiece[] = [];
  for (let index = 0; index < Math.min(count, MOST_PIECES); index += 1) {
    const [from, to] = [u32(table, index * 4), u32(table, index * 4 + 4)];
    if (to < from) return null;
    const place = u32(table, (count + 1) * 4 + index * 8 + 2);
    pieces.push({ from, to, ...placeOf(place, isModern) });
  }
  return pieces;
}

function placeOf(place: number, isModern: boolean): Pick<TextPiece, 'at' | 'bytesPerCharacter'> {
  if (!isModern) return { at: place, bytesPerCharacter: 1 };
  if ((place & IS_NARROW) === 0) return { at: place & 0x3fffffff, bytesPerCharacter: 2 };
  return { at: (place & 0x3fffffff) >>> 1, bytesPerCharacter: 1 };
}

const MOST_AT_ONCE = 16_384;

/** The characters of a stretch of text, some at a time; fewer than asked for where the stream has ended. */
export function* charactersOf(
  stream: Buffer,
  pieces: readonly TextPiece[],
  [start, end]: readonly [number, number],
  charset: string,
): Generator<string> {
  for (let index = firstPiece(pieces, start); index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (piece === undefined || piece.from >= end) return;
    const { from, to, at, bytesPerCharacter } = piece;
    const last = Math.min(to, end, from + Math.floor((stream.length - at) / bytesPerCharacter));
    for (let next = Math.max(from, start); next < last; next += MOST_AT_ONCE) {
      const first = at + (next - from) * bytesPerCharacter;
      const bytes = stream.subarray(first, at + (Math.min(last, next + MOST_AT_ONCE) - from) * bytesPerCharacter);
      yield bytesPerCharacter === 2 ? bytes.toString('utf16le') : decodeCharsetText(bytes, charset);
    }
  }
}

/** The piece that holds a character, or the first after it. */
function firstPiece(pieces: readonly TextPiece[], character: number): number {
  let [low, high] = [0, pieces.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((pieces[middle]?.to ?? 0) <= character) low = middle + 1;
    else high = middle;
  }
  return low;
}

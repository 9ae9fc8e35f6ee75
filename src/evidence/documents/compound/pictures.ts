import type { Shortfall } from '../../shortfall.ts';
import { u16, u32 } from './bounded-number.ts';
import type { Findings } from './findings.ts';

/** Pictures in a format that programs of today read, by the type of their record ([MS-ODRAW] §2.2.23), and bytes of a first and a second id before them. */
const PICTURES: ReadonlyMap<number, { readonly mediaType: string; readonly ending: string; readonly start: Buffer }> =
  new Map([
    [0xf01d, { mediaType: 'image/jpeg', ending: 'jpg', start: Buffer.from([0xff, 0xd8, 0xff]) }],
    [0xf02a, { mediaType: 'image/jpeg', ending: 'jpg', start: Buffer.from([0xff, 0xd8, 0xff]) }],
    [0xf01e, { mediaType: 'image/png', ending: 'png', start: Buffer.from([0x89, 0x50, 0x4e, 0x47]) }],
    [0xf029, { mediaType: 'image/tiff', ending: 'tif', start: Buffer.from([0x49, 0x49, 0x2a]) }],
  ]);

const HEADER_BYTES = 8;
const ID_BYTES = [17, 33];

/** Pictures made of drawing commands, by type and instance of their record ([MS-ODRAW] §2.2.24–26). */
const DRAWN: ReadonlyMap<number, readonly number[]> = new Map([
  [0xf01a, [0x3d4, 0x3d5]],
  [0xf01b, [0x216, 0x217]],
  [0xf01c, [0x542, 0x543]],
]);

const DRAWN_ONLY: Shortfall = {
  reason: 'unsupported',
  detail:
    'This document holds pictures drawn as metafiles, in which there may be text that is not read yet; open it by hand.',
};

/** Adds the pictures that stand in a stretch of drawing records, wherever they do: a record's header, ids, and the picture's own first bytes. */
export function writePictures(bytes: Buffer, findings: Findings): void {
  for (let at = nextPicture(bytes, 0); at >= 0; ) {
    const end = at + HEADER_BYTES + u32(bytes, at + 4);
    const isDrawn = DRAWN.get(u16(bytes, at + 2))?.includes(u16(bytes, at) >>> 4) ?? false;
    const picture = end > bytes.length || isDrawn ? null : pictureAt(bytes, at, end);
    if (isDrawn && end <= bytes.length) findings.lost(DRAWN_ONLY);
    if (picture !== null) {
      const name = `picture ${findings.files.length + 1}.${picture.ending}`;
      findings.files.push(() => ({ name, mediaType: picture.mediaType, bytes: picture.bytes, shortfall: null }));
    }
    at = nextPicture(bytes, picture === null ? at + 2 : end);
  }
}

function pictureAt(bytes: Buffer, at: number, end: number) {
  const kind = PICTURES.get(u16(bytes, at + 2));
  if (kind === undefined) return null;
  const { start, ending, mediaType } = kind;
  const begins = (from: number) => from < end && bytes.subarray(from, from + start.length).equals(start);
  const from = ID_BYTES.map((ids) => at + HEADER_BYTES + ids).find(begins);
  return from === undefined ? null : { ending, mediaType, bytes: bytes.subarray(from, end) };
}

/** Where the header of the next record that may be a picture begins; -1 where there is none. */
function nextPicture(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xf0, from + 3); at >= 0; at = bytes.indexOf(0xf0, at + 1)) {
    const type = 0xf000 | (bytes[at - 1] ?? 0);
    if (PICTURES.has(type) || DRAWN.has(type)) return at - 3;
  }
  return -1;
}

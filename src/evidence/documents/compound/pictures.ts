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

/** Adds the pictures that stand in a stretch of drawing records, wherever they do: a record's header, ids, and the picture's own first bytes. */
export function writePictures(bytes: Buffer, findings: Findings): void {
  for (let at = nextPicture(bytes, 0); at >= 0; ) {
    const kind = PICTURES.get(u16(bytes, at + 2));
    const end = at + HEADER_BYTES + u32(bytes, at + 4);
    const start =
      kind === undefined
        ? undefined
        : ID_BYTES.map((ids) => at + HEADER_BYTES + ids).find((from) =>
            bytes.subarray(from, from + kind.start.length).equals(kind.start),
          );
    if (kind === undefined || start === undefined || end > bytes.length || start >= end) {
      at = nextPicture(bytes, at + 2);
      continue;
    }
    const name = `picture ${findings.files.length + 1}.${kind.ending}`;
    findings.files.push({ name, mediaType: kind.mediaType, bytes: bytes.subarray(start, end), shortfall: null });
    at = nextPicture(bytes, end);
  }
}

/** Where the header of the next record that may be a picture begins; -1 where there is none. */
function nextPicture(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xf0, from + 3); at >= 0; at = bytes.indexOf(0xf0, at + 1))
    if (PICTURES.has(0xf000 | (bytes[at - 1] ?? 0))) return at - 3;
  return -1;
}

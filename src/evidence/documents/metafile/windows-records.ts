import { type PictureRecord, pictureRecords, type RecordFormat } from './picture-record.ts';

/** Functions of [MS-WMF] §2.1.1.1 that write or paint. */
const META = { endOfFile: 0, textOut: 0x0521, extTextOut: 0x0a32, stretchDib: 0x0f43 } as const;
const PLACEABLE = 0x9ac6cdd7;
const PLACEABLE_BYTES = 22;
const HEADER_BYTES = 18;
const HEAD = 6;

/** What the records of a Windows metafile write and paint, in order ([MS-WMF] §2.3). */
export function windowsRecords(file: Buffer): Generator<PictureRecord> {
  const isPlaceable = file.length >= PLACEABLE_BYTES && file.readUInt32LE(0) === PLACEABLE;
  return pictureRecords(file, HEADER_BYTES + (isPlaceable ? PLACEABLE_BYTES : 0), FORMAT);
}

const FORMAT: RecordFormat = {
  headBytes: HEAD,
  headAt: (file, at) => [file.readUInt16LE(at + 4), file.readUInt32LE(at) * 2],
  endOfFile: META.endOfFile,
  read: foundIn,
};

function foundIn(type: number, record: Buffer): PictureRecord | null {
  switch (type) {
    case META.textOut:
      return textOut(record);
    case META.extTextOut:
      return extTextOut(record);
    case META.stretchDib:
      return bitmapAt(record, 28);
    default:
      return null;
  }
}

/** [MS-WMF] §2.3.3.20: the string, padded to a word, and then its place. */
function textOut(record: Buffer): PictureRecord | null {
  if (record.length < HEAD + 6) return null;
  const count = record.readUInt16LE(HEAD);
  const end = HEAD + 2 + count + (count % 2);
  if (end + 4 > record.length) return null;
  const [y, x] = [record.readInt16LE(end), record.readInt16LE(end + 2)];
  return string(record.subarray(HEAD + 2, HEAD + 2 + count), x, y);
}

const CLIPPED_OR_OPAQUE = 6;

/** [MS-WMF] §2.3.3.5: place, length, options, a rectangle where they ask for one, the string. */
function extTextOut(record: Buffer): PictureRecord | null {
  if (record.length < HEAD + 8) return null;
  const [y, x] = [record.readInt16LE(HEAD), record.readInt16LE(HEAD + 2)];
  const [count, options] = [record.readUInt16LE(HEAD + 4), record.readUInt16LE(HEAD + 6)];
  const start = HEAD + 8 + ((options & CLIPPED_OR_OPAQUE) === 0 ? 0 : 8);
  return string(record.subarray(start, start + count), x, y);
}

function string(bytes: Buffer, x: number, y: number): PictureRecord {
  const text = new TextDecoder('windows-1252').decode(bytes).replaceAll('\0', '');
  return { type: 'string', drawn: { text, x, y, width: null } };
}

const INFO_HEADER = 40;

/** [MS-WMF] §2.3.1.6: a bitmap in one piece. */
function bitmapAt(record: Buffer, at: number): PictureRecord | null {
  const bitmap = record.subarray(at);
  if (bitmap.length < INFO_HEADER) return null;
  const depth = bitmap.readUInt16LE(14);
  const colours = bitmap.readUInt32LE(32) || (depth <= 8 ? 1 << depth : 0);
  const head = Math.min(bitmap.length, bitmap.readUInt32LE(0) + 4 * Math.min(colours, 256));
  return { type: 'bitmap', info: bitmap.subarray(0, head), bits: bitmap.subarray(head) };
}

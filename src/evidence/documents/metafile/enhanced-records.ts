import { type PictureRecord, pictureRecords, type RecordFormat } from './picture-record.ts';

/** Record types of [MS-EMF] §2.1.1 that write or paint. */
const EMR = { bitBlt: 76, stretchBlt: 77, stretchDiBits: 81, extTextOutA: 83, extTextOutW: 84, endOfFile: 14 } as const;
/** Smallest record: its type and size. */
const HEAD = 8;

/** What the records of an enhanced metafile write and paint, in order ([MS-EMF] §2.3). */
export function enhancedRecords(file: Buffer): Generator<PictureRecord> {
  return pictureRecords(file, 0, FORMAT);
}

const FORMAT: RecordFormat = {
  headBytes: HEAD,
  headAt: (file, at) => [file.readUInt32LE(at), file.readUInt32LE(at + 4)],
  endOfFile: EMR.endOfFile,
  read: foundIn,
};

function foundIn(type: number, record: Buffer): PictureRecord | null {
  switch (type) {
    case EMR.extTextOutW:
      return stringOf(record, 2);
    case EMR.extTextOutA:
      return stringOf(record, 1);
    case EMR.stretchDiBits:
      return bitmapAt(record, 48);
    case EMR.bitBlt:
    case EMR.stretchBlt:
      return bitmapAt(record, 84);
    default:
      return null;
  }
}

const TEXT_RECORD = 76;
const MOST_WIDTHS = 4096;

/** [MS-EMF] §2.3.5.7 and §2.3.5.8: an EmrText object (§2.2.5) 36 bytes into the record. */
function stringOf(record: Buffer, characterBytes: 1 | 2): PictureRecord | null {
  if (record.length < TEXT_RECORD) return null;
  const [x, y] = [record.readInt32LE(36), record.readInt32LE(40)];
  const [count, start] = [record.readUInt32LE(44), record.readUInt32LE(48)];
  const bytes = record.subarray(start, start + count * characterBytes);
  const text = characterBytes === 2 ? bytes.toString('utf16le') : new TextDecoder('windows-1252').decode(bytes);
  return { type: 'string', drawn: { text: text.replaceAll('\0', ''), x, y, width: widthAt(record, count) } };
}

/** The sum of the characters' widths, where the record has them. */
function widthAt(record: Buffer, count: number): number | null {
  const start = record.readUInt32LE(72);
  if (start === 0 || count > MOST_WIDTHS || start + 4 * count > record.length) return null;
  let width = 0;
  for (let index = 0; index < count; index += 1) width += record.readInt32LE(start + 4 * index);
  return width;
}

/** @param at Where the record tells the places of the bitmap's head and bits. */
function bitmapAt(record: Buffer, at: number): PictureRecord | null {
  if (record.length < at + 16) return null;
  const part = (place: number) => {
    const start = record.readUInt32LE(place);
    return record.subarray(start, start + record.readUInt32LE(place + 4));
  };
  return { type: 'bitmap', info: part(at), bits: part(at + 8) };
}

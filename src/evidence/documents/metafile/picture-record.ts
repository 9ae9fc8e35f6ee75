import type { DrawnString } from './drawn-text.ts';

/** What one record of a metafile gives. */
export type PictureRecord =
  | { readonly type: 'string'; readonly drawn: DrawnString }
  /** A bitmap: its BITMAPINFO and its dots. */
  | { readonly type: 'bitmap'; readonly info: Buffer; readonly bits: Buffer }
  /** The picture is cut short here. */
  | { readonly type: 'cut' };

/** How the records of one format of metafile are told apart. */
export interface RecordFormat {
  /** Bytes of a record's type and size together: the smallest record. */
  readonly headBytes: number;
  /** Type and size (in bytes) of the record that begins at a place with at least its head. */
  readonly headAt: (file: Buffer, at: number) => readonly [type: number, size: number];
  /** The type of the last record. */
  readonly endOfFile: number;
  /** What a whole record gives; null for one that neither writes nor paints. */
  readonly read: (type: number, record: Buffer) => PictureRecord | null;
}

/** What the records of a metafile from a place on write and paint, in order; `cut` where it ends before its last record. */
export function* pictureRecords(file: Buffer, start: number, format: RecordFormat): Generator<PictureRecord> {
  const { headBytes, headAt, endOfFile, read } = format;
  for (let at = start; at + headBytes <= file.length; ) {
    const [type, size] = headAt(file, at);
    const record = file.subarray(at, at + size);
    if (size < headBytes || record.length < size) break;
    if (type === endOfFile) return;
    const found = read(type, record);
    if (found !== null) yield found;
    at += size;
  }
  yield { type: 'cut' };
}

/** A record of a workbook ([MS-XLS] §2.1.4). */
export function biff(type: number, ...pieces: readonly (Buffer | readonly number[])[]): Buffer {
  const data = Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
}

/** Numbers of 16 bits. */
export function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2);
  return bytes;
}

export function double(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

/** Flags and letters, wide where one of them needs it. */
export function letters(text: string): Buffer {
  const isWide = /[^\x00-\xff]/.test(text);
  return Buffer.concat([Buffer.from([isWide ? 1 : 0]), Buffer.from(text, isWide ? 'utf16le' : 'latin1')]);
}

/** A string behind its length in two bytes. */
export const long = (text: string): Buffer => Buffer.concat([words(text.length), letters(text)]);
/** A string behind its length in one byte. */
export const short = (text: string): Buffer => Buffer.concat([Buffer.from([text.length]), letters(text)]);

export const END = biff(0x000a);
export const begin = (kind: number, version = 0x0600): Buffer => biff(0x0809, words(version, kind, 0, 0, 0, 0, 0, 0));

/** One sheet: its name, how hidden it is (0 not, 1 hidden, 2 very), its records. */
export interface SheetRecords {
  readonly name: string;
  readonly hidden?: 0 | 1 | 2;
  readonly records: readonly Buffer[];
}

/** A workbook of Excel 97 with global records and sheets. */
export function workbook(globals: readonly Buffer[], sheets: readonly SheetRecords[]): Buffer {
  const bodies = sheets.map(({ records }) => Buffer.concat([begin(0x10), ...records, END]));
  const listing = (places: readonly number[]) =>
    sheets.map(({ name, hidden = 0 }, index) => biff(0x0085, [...place(places[index] ?? 0), hidden, 0], short(name)));
  const head = (places: readonly number[]) => Buffer.concat([begin(5), ...globals, ...listing(places), END]);
  const places: number[] = [];
  let at = head([]).length;
  for (const body of bodies) {
    places.push(at);
    at += body.length;
  }
  return Buffer.concat([head(places), ...bodies]);
}

function place(at: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(at);
  return bytes;
}

/** Shared strings in one record. */
export const sharedStrings = (...texts: readonly string[]): Buffer =>
  biff(0x00fc, words(texts.length, 0, texts.length, 0), ...texts.map(long));

/** A cell whose text is a shared string. */
export const shared = (row: number, column: number, string: number): Buffer =>
  biff(0x00fd, words(row, column, 0, string, 0));
/** A cell with a number. */
export const number = (row: number, column: number, value: number, format = 0): Buffer =>
  biff(0x0203, words(row, column, format), double(value));

import { u16 } from '../bounded-number.ts';

/** One record of a workbook's stream ([MS-XLS] §2.1.4). */
export interface BiffRecord {
  readonly type: number;
  /** Where its header stands in the stream. */
  readonly at: number;
  readonly data: Buffer;
  /** Data of the records that continue it ([MS-XLS] §2.4.58). */
  readonly continued: readonly Buffer[];
}

/** Types of records that are read ([MS-XLS] §2.3). */
export const RECORD = {
  bof: 0x0809,
  eof: 0x000a,
  continue: 0x003c,
  filePass: 0x002f,
  codePage: 0x0042,
  dateMode: 0x0022,
  sheet: 0x0085,
  strings: 0x00fc,
  format: 0x041e,
  oldFormat: 0x001e,
  cellFormat: 0x00e0,
  name: 0x0018,
  externalBook: 0x01ae,
  connection: 0x0876,
  queryText: 0x00cd,
  writer: 0x005c,
  header: 0x0014,
  footer: 0x0015,
  number: 0x0203,
  graphNumber: 0x0003,
  graphLabel: 0x0004,
  label: 0x0204,
  boolean: 0x0205,
  string: 0x0207,
  rk: 0x027e,
  manyRk: 0x00bd,
  sharedLabel: 0x00fd,
  richLabel: 0x00d6,
  formula: 0x0006,
  oldFormula: 0x0406,
  note: 0x001c,
  object: 0x005d,
  textObject: 0x01b6,
  link: 0x01b8,
  seriesText: 0x100d,
} as const;

const HEADER_BYTES = 4;

/** The records of a stream, each with those that continue it; they end where a length leads beyond the stream, or at filling. */
export function* biffRecords(stream: Buffer): Generator<BiffRecord> {
  let at = 0;
  while (at + HEADER_BYTES <= stream.length) {
    const type = u16(stream, at);
    const data = dataAt(stream, at);
    if (data === null || (type === 0 && data.length === 0)) return;
    const continued: Buffer[] = [];
    let next = at + HEADER_BYTES + data.length;
    while (u16(stream, next) === RECORD.continue) {
      const more = dataAt(stream, next);
      if (more === null) break;
      continued.push(more);
      next += HEADER_BYTES + more.length;
    }
    yield { type, at, data, continued };
    at = next;
  }
}

function dataAt(stream: Buffer, at: number): Buffer | null {
  const end = at + HEADER_BYTES + u16(stream, at + 2);
  return end > stream.length ? null : stream.subarray(at + HEADER_BYTES, end);
}

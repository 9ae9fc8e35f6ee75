/** Keywords of extended headers that say something of a member (POSIX.1-2001 pax). */
export type PaxRecords = ReadonlyMap<string, string>;

const NEWLINE = 0x0a;
const SPACE = 0x20;
/** Digits of a record's length. */
const DIGITS = 8;

/** Reads `LENGTH KEYWORD=VALUE\n` records; what is not well-formed ends them. An empty value takes a keyword's global meaning away. */
export function readPax(data: Buffer, global: PaxRecords): PaxRecords {
  const records = new Map(global);
  for (let at = 0; at < data.length; ) {
    const space = data.subarray(at, at + DIGITS + 1).indexOf(SPACE);
    const digits = space < 0 ? '' : data.toString('latin1', at, at + space);
    const length = /^[0-9]+$/.test(digits) ? Number(digits) : 0;
    const end = at + length;
    if (length <= space + 1 || end > data.length || data[end - 1] !== NEWLINE) break;
    const record = data.subarray(at + space + 1, end - 1);
    const equals = record.indexOf('=');
    if (equals <= 0) break;
    const keyword = record.toString('latin1', 0, equals);
    const value = record.toString('utf8', equals + 1);
    if (value === '') records.delete(keyword);
    else records.set(keyword, value);
    at = end;
  }
  return records;
}

import { csvFields } from './csv-fields.ts';
import { splitCsv } from './split-csv.ts';

/** A table in CSV that fits in memory. */
export interface CsvTable {
  readonly header: readonly string[];
  /** The records behind it, in order; null where one has wrong quoting. */
  readonly rows: readonly (readonly string[] | null)[];
}

const DELIMITERS = [',', ';', '\t'] as const;
const MARK = /^\ufeff/;

/** The names in the first line of a CSV, parted by whichever of comma, semicolon and tab gives the most of them. */
export function csvHeader(text: string): { readonly names: readonly string[]; readonly delimiter: string } {
  const line = text.replace(MARK, '').split(/\r?\n/, 1)[0] ?? '';
  const read = DELIMITERS.map((delimiter) => ({ delimiter, names: csvFields(line, delimiter) }));
  return read.reduce((best, one) => (one.names.length > best.names.length ? one : best));
}

/** Reads a table whose first line is its header, a byte order mark before it or not. */
export function readCsvTable(text: string): CsvTable {
  const { names, delimiter } = csvHeader(text);
  const splitter = splitCsv(delimiter.charCodeAt(0), 1);
  const pieces = [...splitter.push(Buffer.from(text.replace(MARK, ''))), ...splitter.end()];
  const rows = pieces.filter(({ row }) => row >= 0);
  const fieldsOf = (bytes: Buffer | null) => (bytes === null ? null : csvFields(bytes.toString('utf8'), delimiter));
  return { header: names, rows: rows.map(({ bytes }) => fieldsOf(bytes)) };
}

/** The place of each column that a header has, by the names that it goes by, in lower case; -1 where it has none of them. */
export function csvColumns<Field extends string>(
  header: readonly string[],
  names: Readonly<Record<Field, readonly string[]>>,
): Readonly<Record<Field, number>> {
  const known = header.map((name) => name.trim().toLowerCase());
  const places = Object.entries<readonly string[]>(names).map(([field, some]) => [
    field,
    some.map((name) => known.indexOf(name)).find((at) => at !== -1) ?? -1,
  ]);
  return Object.fromEntries(places) as Record<Field, number>;
}

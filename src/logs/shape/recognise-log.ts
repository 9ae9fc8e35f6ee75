import { csvFields } from '../../core/index.ts';
import { isZip, memberHeads } from '../archive/zip-head.ts';
import { readHead } from '../ingest/log-bytes.ts';
import { shippedMappings } from '../mapping/load-mappings.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { csvObject } from '../record/csv-object.ts';
import { FIELDS, withoutFields } from '../record/fields-line.ts';
import type { RawObject } from '../record/raw-object.ts';
import { bareName } from '../record/record-fields.ts';
import { lookOf } from '../record/record-look.ts';
import { recordTime } from '../unknown/record-time.ts';
import { type FirstRecord, jsonRecords } from './json-records.ts';
import type { LogContainer, LogShape, ShapeName } from './log-shape.ts';
import { mappingOf } from './mapping-of.ts';
import { CSV_SHAPES, diagnosticShape, JSON_SHAPES } from './shape-name.ts';

/**
 * Tells a log by its content, never by its name: the exports of docs/events.md, and those that a mapping describes; each also gzipped, in a zip, with a
 * byte order mark, or in UTF-16. A zip is a log where one of the members in its first bytes is.
 *
 * @param head the file's first bytes; 256 KiB are plenty, the first record should be in them.
 * @param mappings beside those that are shipped; they come before all else.
 * @returns null where the bytes are no log we know; it never throws.
 *
 * @example
 * const shape = recogniseLog(await readFile('AuditLog_2024.csv'));
 * shape?.name; // 'purview-csv'
 */
export function recogniseLog(head: Uint8Array, mappings: readonly Mapping[] = []): LogShape | null {
  if (!isZip(head)) return shapeOf(head, (first) => knownName(first, mappings));
  for (const member of memberHeads(head)) {
    const shape = shapeOf(member, (first) => knownName(first, mappings));
    if (shape !== null) return { ...shape, compression: 'zip' };
  }
  return null;
}

/** As {@link recogniseLog}, of what is said to be a log: records of no kind we know are a log too where the first of them has a time. Opens no zip. */
export function recogniseAnyLog(head: Uint8Array, mappings: readonly Mapping[] = []): LogShape | null {
  return shapeOf(head, (first) => knownName(first, mappings) ?? unknownName(first));
}

type Named = Pick<LogShape, 'name' | 'mapping'>;
type Judge = (first: FirstRecord) => Named | null;

function shapeOf(head: Uint8Array, judge: Judge): LogShape | null {
  const { form, utf8 } = readHead(head);
  const text = utf8.toString('utf8').replace(/^\uFEFF/, '');
  const start = text.search(/\S/);
  if (start === -1) return null;
  for (const first of text[start] === '{' || text[start] === '['
    ? jsonRecords(text, start)
    : csvTables(text.slice(start))) {
    const named = judge(first);
    if (named !== null) return { ...named, container: first.container, ...form };
  }
  return null;
}

function knownName(first: FirstRecord, mappings: readonly Mapping[]): Named | null {
  const given = mappingOf(first, mappings);
  if (given !== null) return given;
  const look = lookOf(first.keys);
  if (look !== null)
    return { name: first.container.kind === 'csv' ? csvName(look, first.keys) : jsonName(look, first), mapping: null };
  return mappingOf(first, shippedMappings());
}

function jsonName(look: keyof typeof JSON_SHAPES | 'diagnostic', first: FirstRecord): ShapeName {
  return look === 'diagnostic' ? diagnosticShape(first.text) : JSON_SHAPES[look];
}

function csvName(look: keyof typeof CSV_SHAPES | 'ual-export', header: readonly string[]): ShapeName {
  if (look !== 'ual-export') return CSV_SHAPES[look];
  return header.some((name) => bareName(name) === 'recordid') ? 'purview-csv' : 'search-ual-csv';
}

function unknownName(first: FirstRecord): Named | null {
  const record = first.record();
  if (record === null || recordTime(record) === null) return null;
  return { name: first.container.kind === 'csv' ? 'unknown-csv' : 'unknown-json', mapping: null };
}

const DELIMITERS = [',', ';', '\t'] as const;
const MAX_HEADER = 64_000;

/** The table that a text is by each delimiter that its header has. */
function* csvTables(text: string): Generator<FirstRecord> {
  const lines = text.slice(0, MAX_HEADER).split(/\r?\n/);
  const headerRecords = headerRecordsOf(lines);
  const header = withoutFields(lines[headerRecords - 1] ?? '');
  const dayFirst = isDayFirst(text);
  for (const delimiter of DELIMITERS) {
    const keys = csvFields(header, delimiter).map((name) => name.trim());
    if (keys.length < 2) continue;
    const container: LogContainer = { kind: 'csv', delimiter, headerRecords, dayFirst };
    const record = () => firstRow(keys, lines[headerRecords], delimiter);
    yield { container, keys, text: '', record };
  }
}

const MOST_COMMENTS = 20;

/** PowerShell writes the type in front of a table; Exchange's own logs, some lines about themselves, the last of which names the fields. */
function headerRecordsOf(lines: readonly string[]): number {
  if (lines[0]?.startsWith('#TYPE') === true) return 2;
  if (lines[0]?.startsWith('#') !== true) return 1;
  return lines.slice(0, MOST_COMMENTS).findIndex((line) => FIELDS.test(line)) + 1 || 1;
}

const SLASHED = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/\d{4}[ ,]{1,2}\d{1,2}:/g;

/** No month is above twelve: a date that shows which of its numbers is the day shows it for all dates of a file, unless another says otherwise. */
function isDayFirst(text: string): boolean {
  let dayFirst = false;
  for (const [, first, second] of text.matchAll(SLASHED)) {
    if (Number(second) > 12) return false;
    dayFirst ||= Number(first) > 12;
  }
  return dayFirst;
}

function firstRow(header: readonly string[], line: string | undefined, delimiter: string): RawObject | null {
  return line === undefined || line === '' ? null : csvObject(header, csvFields(line, delimiter));
}

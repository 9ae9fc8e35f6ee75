import { csvFields } from '../../core/index.ts';
import { type ByteForm, readHead } from '../ingest/log-bytes.ts';
import { scanKeys } from '../record/json-keys.ts';
import { bareName } from '../record/record-fields.ts';
import { lookOf } from '../record/record-look.ts';
import type { LogContainer, LogShape, ShapeName } from './log-shape.ts';
import { CSV_SHAPES, diagnosticShape, JSON_SHAPES } from './shape-name.ts';

/**
 * Tells a log by its content, never by its name: Purview and Search-UnifiedAuditLog CSV and JSON, Management Activity API records, Graph
 * and portal sign-ins and directory audits, diagnostic-settings records, Graph and Azure activity, message traces, Defender's hunting tables and alerts;
 * each also gzipped, with a byte order mark, or in UTF-16.
 *
 * @param head the file's first bytes; 256 KiB are plenty, the first record should be in them.
 * @returns null where the bytes are no log we know; it never throws.
 *
 * @example
 * const shape = recogniseLog(await readFile('AuditLog_2024.csv'));
 * shape?.name; // 'purview-csv'
 */
export function recogniseLog(head: Uint8Array): LogShape | null {
  const { form, utf8 } = readHead(head);
  const text = utf8.toString('utf8').replace(/^\uFEFF/, '');
  const start = text.search(/\S/);
  const first = text[start];
  if (first === '{' || first === '[') return recogniseJson(text, start, form);
  return first === undefined ? null : recogniseCsv(text.slice(start), form);
}

function recogniseJson(text: string, start: number, form: ByteForm): LogShape | null {
  const found = jsonContainer(text, start);
  if (found === null) return null;
  const look = lookOf(scanKeys(text, found.firstRecord).keys);
  if (look === null) return null;
  const name = look === 'diagnostic' ? diagnosticShape(text) : JSON_SHAPES[look];
  return { name, container: found.container, ...form };
}

interface FoundContainer {
  readonly container: Exclude<LogContainer, { kind: 'csv' }>;
  readonly firstRecord: number;
}

/** Names under which APIs put the records beside what they say of them. */
const LIST = /^(?:value|records|results|events|items|logs)$/i;

function jsonContainer(text: string, start: number): FoundContainer | null {
  if (text[start] === '[') {
    const firstRecord = text.indexOf('{', start);
    const isList = firstRecord !== -1 && text.slice(start + 1, firstRecord).trim() === '';
    return isList ? { container: { kind: 'array' }, firstRecord } : null;
  }
  const object = scanKeys(text, start);
  const list = object.lists.find((key) => LIST.test(key));
  if (list !== undefined && lookOf(object.keys) === null) {
    const opening = text.indexOf('[', text.indexOf(`"${list}"`, start));
    const firstRecord = text.indexOf('{', opening);
    return firstRecord === -1 ? null : { container: { kind: 'envelope', list }, firstRecord };
  }
  const lineEnd = text.indexOf('\n', start);
  const oneLine = object.end === null ? lineEnd === -1 : lineEnd === -1 || object.end <= lineEnd;
  const oneRecordALine = oneLine && (object.end === null || text.slice(object.end).split('\n', 1)[0]?.trim() === '');
  return { container: { kind: oneRecordALine ? 'lines' : 'array' }, firstRecord: start };
}

function recogniseCsv(text: string, form: ByteForm): LogShape | null {
  const [first = '', second = ''] = text.slice(0, 64_000).split(/\r?\n/, 2);
  const hasTypeLine = first.startsWith('#TYPE');
  const line = hasTypeLine ? second : first;
  for (const delimiter of [',', ';', '\t'] as const) {
    const header = csvFields(line, delimiter);
    const name = csvShapeName(header);
    if (name !== null)
      return { name, container: { kind: 'csv', delimiter, headerRecords: hasTypeLine ? 2 : 1 }, ...form };
  }
  return null;
}

function csvShapeName(header: readonly string[]): ShapeName | null {
  const look = lookOf(header);
  if (look !== 'ual-export') return look === null ? null : CSV_SHAPES[look];
  const names = new Set(header.map(bareName));
  return names.has('recordid') ? 'purview-csv' : 'search-ual-csv';
}

import { csvFields } from '../../core/index.ts';
import { isPortalHeader } from '../entra/portal-signin.ts';
import { type ByteForm, readHead } from '../ingest/log-bytes.ts';
import { scanKeys } from '../record/json-keys.ts';
import { lookOf, type RecordLook } from '../record/read-record.ts';
import type { LogContainer, LogShape, ShapeName } from './log-shape.ts';

/**
 * Tells a log by its content, never by its name: Purview and Search-UnifiedAuditLog CSV and JSON, Management Activity API records, Graph
 * and portal sign-ins, diagnostic-settings records; each also gzipped, with a byte order mark, or in UTF-16.
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
  const container = jsonContainer(text, start);
  if (container === null) return null;
  const record = scanKeys(text, container.firstRecord);
  const look = lookOf(record.keys);
  const name = look === null ? null : jsonShapeName(look, text);
  return name === null ? null : { name, container: { kind: container.kind }, ...form };
}

type JsonKind = Exclude<LogContainer['kind'], 'csv'>;

function jsonContainer(text: string, start: number): { readonly kind: JsonKind; readonly firstRecord: number } | null {
  if (text[start] === '[') {
    const firstRecord = text.indexOf('{', start);
    return firstRecord === -1 || text.slice(start + 1, firstRecord).trim() !== ''
      ? null
      : { kind: 'array', firstRecord };
  }
  const object = scanKeys(text, start);
  const list = object.lists.find((key) => /^(value|records)$/i.test(key));
  if (list !== undefined && lookOf(object.keys) === null) {
    const opening = text.indexOf('[', text.indexOf(`"${list}"`, start));
    const firstRecord = text.indexOf('{', opening);
    return firstRecord === -1 ? null : { kind: 'envelope', firstRecord };
  }
  const lineEnd = text.indexOf('\n', start);
  const oneLine = object.end === null ? lineEnd === -1 : lineEnd === -1 || object.end <= lineEnd;
  const oneRecordALine = oneLine && (object.end === null || text.slice(object.end).split('\n', 1)[0]?.trim() === '');
  return { kind: oneRecordALine ? 'lines' : 'values', firstRecord: start };
}

const ENTRA_CATEGORY = /"category"\s{0,8}:\s{0,8}"(\w{1,60}SignInLogs|SignInLogs|AuditLogs)"/i;

function jsonShapeName(look: RecordLook, text: string): ShapeName | null {
  switch (look) {
    case 'ual':
      return 'management-api';
    case 'ual-export':
      return 'search-ual-json';
    case 'office-activity':
      return 'sentinel-office-activity';
    case 'sign-in':
      return 'graph-signin';
    case 'directory-audit':
      return 'graph-audit';
    case 'diagnostic': {
      const category = ENTRA_CATEGORY.exec(text)?.[1];
      if (category === undefined) return null;
      return /auditlogs/i.test(category) ? 'diagnostic-audit' : 'diagnostic-signin';
    }
  }
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
  const names = new Set(header.map((name) => name.trim().toLowerCase()));
  if (names.has('auditdata') && (names.has('creationdate') || names.has('recordtype'))) {
    return names.has('recordid') ? 'purview-csv' : 'search-ual-csv';
  }
  return isPortalHeader(header) ? 'portal-signin-csv' : null;
}

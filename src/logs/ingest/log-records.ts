import {
  csvFields,
  MAX_RECORD_BYTES,
  type RecordPiece,
  type RecordSplitter,
  splitCsv,
  splitJson,
  splitLines,
} from '../../core/index.ts';
import type { EventFacts, UnreadRecord } from '../event/event-row.ts';
import { readMapped } from '../mapping/read-mapped.ts';
import { csvObject } from '../record/csv-object.ts';
import { FIELDS, withoutFields } from '../record/fields-line.ts';
import { isObject, parseJson, type RawObject } from '../record/raw-object.ts';
import { readRecord } from '../record/read-record.ts';
import { yearFirst } from '../record/read-time.ts';
import type { LogContainer, LogShape } from '../shape/log-shape.ts';

/** Cuts a log of this shape into records. */
export function splitterFor(container: LogContainer): RecordSplitter {
  switch (container.kind) {
    case 'lines':
      return splitLines();
    case 'csv':
      return splitCsv(container.delimiter.charCodeAt(0), container.headerRecords);
    case 'array':
      return splitJson('array');
    case 'envelope':
      return splitJson('envelope', MAX_RECORD_BYTES, container.list);
  }
}

/** Reads a record's bytes into event columns; null for a header. One reader for one file. */
export type PieceReader = (piece: RecordPiece) => EventFacts | UnreadRecord | null;

const DAMAGE = {
  truncated: 'The file ends inside this record.',
  malformed: 'The record has wrong quoting or brackets.',
  'too-long': 'The record is longer than 16 MiB.',
} as const;

/** The reader for records of a log of this shape. */
export function pieceReader(shape: LogShape): PieceReader {
  const parse = shape.container.kind === 'csv' ? csvParser(shape.container) : parseBytes;
  return (piece) => {
    if (piece.bytes === null) return { unread: 'damaged', detail: DAMAGE[piece.damage ?? 'malformed'] };
    const record = parse(piece.bytes, piece.row);
    if (record === 'header') return null;
    if (record === null) return { unread: 'damaged', detail: unparsed(shape.container.kind) };
    try {
      return shape.mapping === null ? readRecord(record) : readMapped(shape.mapping, record);
    } catch (error) {
      if (error instanceof RangeError) return { unread: 'damaged', detail: 'The record is nested too deeply.' };
      throw error;
    }
  };
}

type CsvContainer = Extract<LogContainer, { kind: 'csv' }>;

function unparsed(kind: LogContainer['kind']): string {
  return kind === 'csv'
    ? 'The row has not the number of fields of the header; its quoting is wrong.'
    : 'The record is no JSON object.';
}

/** A JSON object, also one that stands as text inside a JSON string. */
function parseBytes(bytes: Buffer): RawObject | null {
  const value = parseJson(bytes.toString('utf8'));
  const object = typeof value === 'string' ? parseJson(value) : value;
  return isObject(object) ? object : null;
}

function csvParser({ delimiter, dayFirst }: CsvContainer): (bytes: Buffer, row: number) => RawObject | 'header' | null {
  let header: readonly string[] = [];
  let isExchanges = false;
  return (bytes, row) => {
    const text = bytes.toString('utf8');
    // A log that was begun anew, or is several in one, says again what it is.
    if (row >= 0 && isExchanges && text.startsWith('#')) return 'header';
    const fields = csvFields(withoutFields(text), delimiter);
    if (row >= 0) return csvObject(header, dayFirst ? fields.map(yearFirst) : fields);
    isExchanges = FIELDS.test(text);
    header = fields.map((name) => name.trim());
    return 'header';
  };
}

import { IntakeError } from '../intake-error.ts';
import { rowLoss } from '../row-loss.ts';
import { openTable } from '../table/open-table.ts';
import type { TableInput } from '../table/table-input.ts';
import { isManifestColumn, manifestColumns } from './manifest-columns.ts';
import type { ManifestEvent } from './manifest-entry.ts';
import { rowReader } from './manifest-row.ts';

export interface ReadManifestOptions {
  /** The manifest's path as provenance names it. */
  readonly source: string;
  /** IANA zone of times that name none; UTC by default, as Purview and Graph export. */
  readonly zone?: string;
}

/**
 * Reads a list of stolen messages: CSV (comma, semicolon, tab or bar), JSON (an array, `{value:[]}`, `{records:[]}`) or NDJSON, in UTF-8 or
 * UTF-16. The list is read twice: first to learn what its columns hold, then row by row. Memory does not grow with its length.
 * @returns entries and losses in the order of the rows, then one tally, whose `expected` is the container's count of data rows.
 * @throws IntakeError 'no-known-column' where nothing in the list identifies a message; 'input-not-found', 'input-unreadable', 'unknown-zone'.
 */
export async function* readManifest(input: TableInput, options: ReadManifestOptions): AsyncGenerator<ManifestEvent> {
  const table = await openTable(input, isManifestColumn);
  const columns = manifestColumns(table);
  if (
    table.columns.length > 0 &&
    !(columns.has('messageId') || columns.has('edrmMih') || columns.has('sender') || columns.has('subject'))
  ) {
    throw new IntakeError(
      'no-known-column',
      `no column of ${options.source} is known to identify a message`,
      'name a column "Message ID", or the columns "From", "Subject" and "Sent"',
      2,
    );
  }
  const reader = rowReader(table, columns, options.zone ?? 'UTC');
  let read = 0;
  let unreadable = 0;
  for await (const item of table.items()) {
    const entry = item.type === 'row' ? reader.read(item.row.number, item.cells) : null;
    if (entry !== null) {
      read += 1;
      yield { type: 'entry', entry };
      continue;
    }
    unreadable += 1;
    const bad = item.type === 'bad' ? item : { ...item.row, reason: 'unrecognised' as const, detail: NOTHING_FOUND };
    yield { type: 'loss', loss: rowLoss(options.source, bad, 'manifest') };
  }
  yield { type: 'tally', tally: { expected: table.rowCount, read, unreadable, encrypted: 0, recovered: 0 } };
}

const NOTHING_FOUND = 'it has no Message-ID, and fewer than two of sender, time and subject';

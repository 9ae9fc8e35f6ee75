import type { Instant } from '../../core/index.ts';
import { instantFromMilliseconds, millisecondsOf } from '../../core/index.ts';
import { IntakeError } from '../intake-error.ts';
import { addressesIn } from '../mail-address.ts';
import { rowLoss } from '../row-loss.ts';
import { dateOrderOf } from '../table/column-profile.ts';
import { orderEvidence, parseDateCell } from '../table/date-cell.ts';
import { openTable, type Table } from '../table/open-table.ts';
import type { TableInput } from '../table/table-input.ts';
import {
  type AccountColumns,
  type AccountField,
  accountColumns,
  domainCell,
  isAccountColumn,
} from './account-columns.ts';
import type { AccountEvent, AccountProblem, CompromisedAccount } from './compromised-account.ts';

export interface ReadAccountsOptions {
  /** The list's path as provenance names it. */
  readonly source: string;
  /** IANA zone of dates that name none; UTC by default. */
  readonly zone?: string;
}

/**
 * Reads a list of compromised accounts: CSV, JSON, NDJSON, or plain text with one address or domain a line (`#` starts a comment).
 * A date without a time of day is a whole day: `until` then ends with it.
 * @returns accounts and losses in the order of the rows, then one tally. A row that names neither address nor domain is a loss.
 * @throws IntakeError 'input-not-found', 'input-unreadable', 'unknown-zone'; 'no-known-column' where no row has an address or a domain.
 */
export async function* readAccounts(input: TableInput, options: ReadAccountsOptions): AsyncGenerator<AccountEvent> {
  const table = await openTable(input, isAccountColumn);
  const columns = accountColumns(table);
  if (table.columns.length > 0 && !columns.has('address') && !columns.has('aliases') && !columns.has('domain')) {
    throw new IntakeError(
      'no-known-column',
      `no column of ${options.source} is known to hold addresses or domains`,
      'name a column "Address" or "Domain"',
      2,
    );
  }
  let read = 0;
  let unreadable = 0;
  for await (const item of table.items()) {
    const account =
      item.type === 'row' ? readRow(item.row.number, item.cells, table, columns, options.zone ?? 'UTC') : null;
    if (account !== null) {
      read += 1;
      yield { type: 'account', account };
      continue;
    }
    unreadable += 1;
    const bad = item.type === 'bad' ? item : { ...item.row, reason: 'unrecognised' as const, detail: NOTHING_FOUND };
    yield { type: 'loss', loss: rowLoss(options.source, bad, 'list of accounts') };
  }
  yield { type: 'tally', tally: { expected: table.rowCount, read, unreadable, encrypted: 0, recovered: 0 } };
}

const NOTHING_FOUND = 'it names no mail address and no domain; a display name alone selects nothing';

function readRow(
  row: number,
  cells: ReadonlyMap<string, string>,
  table: Table,
  columns: AccountColumns,
  zone: string,
): CompromisedAccount | null {
  const textOf = (field: AccountField): string =>
    (columns.get(field) ?? [])
      .map((column) => cells.get(column)?.trim() ?? '')
      .filter((text) => text !== '')
      .join('\n');
  const problems = new Set<AccountProblem>();
  const end = (field: 'from' | 'until'): Instant | null => {
    for (const column of columns.get(field) ?? []) {
      const cell = cells.get(column)?.trim() ?? '';
      if (cell !== '') return dateEnd(field, cell, table, column, zone, problems);
    }
    return null;
  };
  const own = textOf('address');
  const addresses = addressesIn(`${own}\n${textOf('aliases')}`);
  const domain = addresses.length > 0 ? null : (domainCell(textOf('domain')) ?? domainCell(own));
  if (addresses.length === 0 && domain === null) return null;
  return {
    row,
    addresses,
    domain: domain?.domain ?? null,
    subdomains: domain?.subdomains ?? false,
    name: textOf('name') || null,
    shared: /shared|geteilt|partag|true|yes/i.test(textOf('kind')),
    from: end('from'),
    until: end('until'),
    problems: [...problems],
  };
}

const DAY = 86_400_000;

function dateEnd(
  field: 'from' | 'until',
  cell: string,
  table: Table,
  column: string,
  zone: string,
  problems: Set<AccountProblem>,
): Instant | null {
  const { order, proven } = dateOrderOf(table.profiles.get(column));
  const date = parseDateCell(cell, { order, zone });
  if (date === null) {
    problems.add('unreadable-date');
    return null;
  }
  if (!proven && orderEvidence(cell) === 'either') problems.add('ambiguous-date');
  if (field === 'from' || !date.wholeDay) return date.at;
  return instantFromMilliseconds(millisecondsOf(date.at) + DAY - 1);
}

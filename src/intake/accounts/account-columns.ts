import { columnKey, columnLexicon } from '../column-name.ts';
import { type ColumnPack, columnNames, lazily } from '../intake-packs.ts';
import { isDomain } from '../mail-address.ts';
import { contentOf } from '../table/column-profile.ts';
import type { Table } from '../table/open-table.ts';

/** What a column of a list of accounts holds. */
export type AccountField = keyof ColumnPack['accounts'];

const lexicon = lazily(() => columnLexicon(columnNames().accounts));

/** Whether a header's cell is a name of a column that lists of accounts have. */
export function isAccountColumn(name: string): boolean {
  return lexicon().has(columnKey(name));
}

export type AccountColumns = ReadonlyMap<AccountField, readonly string[]>;

/** Finds which columns hold which field: by name; where none names an address or a domain, by content. */
export function accountColumns(table: Pick<Table, 'columns' | 'profiles'>): AccountColumns {
  const columns = new Map<AccountField, string[]>();
  const put = (field: AccountField, column: string): void => {
    columns.set(field, [...(columns.get(field) ?? []), column]);
  };
  const unnamed: string[] = [];
  for (const column of table.columns) {
    const field = lexicon().get(columnKey(column))?.field;
    if (field === undefined) unnamed.push(column);
    else put(field, column);
  }
  for (const column of unnamed) {
    const profile = table.profiles.get(column);
    const content = profile === undefined ? null : contentOf(profile);
    if (content === 'address') put(columns.has('address') ? 'aliases' : 'address', column);
    else if (content === 'date' && !columns.has('until')) put(columns.has('from') ? 'until' : 'from', column);
  }
  // A list without a header, of domains or of domains and addresses mixed.
  if (!columns.has('address') && !columns.has('domain') && unnamed[0] !== undefined) put('address', unnamed[0]);
  return columns;
}

/** A domain as lists write it: `vendor.example`, `@vendor.example`, `*.vendor.example`; null where the cell is none. */
export function domainCell(cell: string): { readonly domain: string; readonly subdomains: boolean } | null {
  const text = cell.trim().toLowerCase();
  const bare = text.replace(/^\*?@/, '').replace(/^\*?\./, '');
  return isDomain(bare) ? { domain: bare, subdomains: /^\*?@?\*?\./.test(text) } : null;
}

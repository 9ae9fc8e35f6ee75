import { columnKey, columnLexicon } from '../column-name.ts';
import { type ColumnPack, columnNames, lazily } from '../intake-packs.ts';
import { type ColumnProfile, contentOf } from '../table/column-profile.ts';
import type { Table } from '../table/open-table.ts';

/** What a column of a manifest holds. */
export type ManifestField = keyof ColumnPack['manifest'];

const lexicon = lazily(() => columnLexicon(columnNames().manifest));
/** Columns that hold Message-IDs, dates or addresses of something else. */
const references = lazily(() => new Set(columnNames().references.map(columnKey)));

/** Whether a header's cell is a name under which some export gives a field. */
export function isManifestColumn(name: string): boolean {
  return lexicon().has(columnKey(name));
}

/** The columns of one manifest by field; each list begins with the column that is asked first. */
export type ManifestColumns = ReadonlyMap<ManifestField, readonly string[]>;

/**
 * Finds which columns hold which field: by name, unless what stands in them cannot be that; else by content, where at least four in
 * five filled cells look like Message-IDs, dates, addresses or hashes.
 */
export function manifestColumns(table: Pick<Table, 'columns' | 'profiles'>): ManifestColumns {
  const found = new Map<ManifestField, { readonly column: string; readonly rank: number }[]>();
  const unnamed: string[] = [];
  for (const column of table.columns) {
    const known = lexicon().get(columnKey(leafOf(column))) ?? lexicon().get(columnKey(column));
    const profile = table.profiles.get(column);
    if (known !== undefined && fits(known.field, profile))
      found.set(known.field, [...(found.get(known.field) ?? []), { column, rank: known.rank }]);
    else unnamed.push(column);
  }
  const columns = new Map<ManifestField, readonly string[]>();
  for (const [field, list] of found) {
    columns.set(
      field,
      list.sort((a, b) => a.rank - b.rank).map(({ column }) => column),
    );
  }
  addByContent(columns, unnamed, table.profiles);
  return columns;
}

/** The last name of a nested JSON key, unless a list of attachments is above it. */
function leafOf(column: string): string {
  return column.startsWith('attachments.') ? column : (column.split('.').at(-1) ?? column);
}

/** Whether what stands in a column does not contradict its name: "Sent" may be a date or "True", "ID" a number. */
function fits(field: ManifestField, profile: ColumnProfile | undefined): boolean {
  if (profile === undefined || profile.filled === 0) return true;
  const content = contentOf(profile);
  if (field === 'sentAt' || field === 'receivedAt' || field === 'stolenAt') return profile.dates > 0;
  if (field === 'edrmMih' || field === 'fileHash' || field === 'attachmentHashes')
    return content === null || content === 'hash';
  if (field === 'messageId') return profile.messageIds + profile.addresses > 0;
  return content !== 'message-id' && content !== 'date';
}

/** By content, in the order of the columns: the first dates are the sending's, the first addresses the sender's, the next the recipients'. */
function addByContent(
  columns: Map<ManifestField, readonly string[]>,
  unnamed: readonly string[],
  profiles: ReadonlyMap<string, ColumnProfile>,
): void {
  const wanted: Readonly<Record<'message-id' | 'address' | 'date' | 'hash', readonly ManifestField[]>> = {
    'message-id': ['messageId'],
    address: ['sender', 'recipients'],
    date: ['sentAt', 'receivedAt'],
    hash: ['fileHash'],
  };
  for (const column of unnamed) {
    const profile = profiles.get(column);
    const content = profile === undefined ? null : contentOf(profile);
    const field = content === null ? undefined : wanted[content].find((name) => !columns.has(name));
    if (field !== undefined && !references().has(columnKey(leafOf(column)))) columns.set(field, [column]);
  }
}

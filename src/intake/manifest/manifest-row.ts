import { addressesIn } from '../mail-address.ts';
import { edrmMih, normaliseMessageId } from '../message-id.ts';
import { dateOrderOf } from '../table/column-profile.ts';
import { type DateCell, type DateStyle, orderEvidence, parseDateCell } from '../table/date-cell.ts';
import { LIST_SEPARATOR } from '../table/flatten-record.ts';
import type { Table } from '../table/open-table.ts';
import { attachmentClaims, hashClaim } from './attachment-claims.ts';
import type { ManifestColumns, ManifestField } from './manifest-columns.ts';
import type { EntryProblem, ManifestEntry } from './manifest-entry.ts';

/** How the rows of one manifest are read: decided by its whole columns. */
export interface RowReader {
  /** @returns null where the row says nothing by which a message could be found. */
  readonly read: (row: number, cells: ReadonlyMap<string, string>) => ManifestEntry | null;
}

/** A reader for the rows of `table`. `zone`: IANA zone of the times that name none. */
export function rowReader(table: Table, columns: ManifestColumns, zone: string): RowReader {
  const styles = new Map<string, DateStyle & { readonly proven: boolean }>();
  for (const column of table.columns) {
    const named = /utc|gmt/i.test(column) ? 'UTC' : zone;
    styles.set(column, { ...dateOrderOf(table.profiles.get(column)), zone: named });
  }
  return { read: (row, cells) => readRow(row, new Cells(cells, columns, styles)) };
}

const DEFAULT_STYLE = { order: 'month-first', zone: 'UTC', proven: true } as const;

/** The cells of one row by field, and what was wrong with them. */
class Cells {
  readonly problems = new Set<EntryProblem>();
  readonly #cells: ReadonlyMap<string, string>;
  readonly #columns: ManifestColumns;
  readonly #styles: ReadonlyMap<string, DateStyle & { readonly proven: boolean }>;

  constructor(
    cells: ReadonlyMap<string, string>,
    columns: ManifestColumns,
    styles: ReadonlyMap<string, DateStyle & { readonly proven: boolean }>,
  ) {
    this.#cells = cells;
    this.#columns = columns;
    this.#styles = styles;
  }

  /** The first filled cell of a field's columns, trimmed, and its column. */
  #first(field: ManifestField): { readonly text: string; readonly column: string } | null {
    for (const column of this.#columns.get(field) ?? []) {
      const text = this.#cells.get(column)?.trim() ?? '';
      if (text !== '') return { text, column };
    }
    return null;
  }

  text(field: ManifestField): string | null {
    return this.#first(field)?.text ?? null;
  }

  /** All filled cells of a field's columns. */
  texts(field: ManifestField): readonly string[] {
    const columns = this.#columns.get(field) ?? [];
    return columns.map((column) => this.#cells.get(column)?.trim() ?? '').filter((text) => text !== '');
  }

  addresses(field: ManifestField): readonly string[] {
    return addressesIn(this.texts(field).join(LIST_SEPARATOR));
  }

  date(field: ManifestField): DateCell | null {
    const cell = this.#first(field);
    if (cell === null) return null;
    const style = this.#styles.get(cell.column) ?? DEFAULT_STYLE;
    const date = parseDateCell(cell.text, style);
    if (date === null) this.problems.add('unreadable-date');
    else if (!style.proven && orderEvidence(cell.text) === 'either') this.problems.add('ambiguous-date');
    return date;
  }

  size(): number | null {
    const bytes = this.text('size');
    const kilobytes = this.text('sizeKilobytes');
    const text = bytes ?? kilobytes;
    if (text === null) return null;
    const size = sizeOf(text, bytes === null ? 1024 : 1);
    if (size === null) this.problems.add('unreadable-size');
    return size;
  }
}

function readRow(row: number, cells: Cells): ManifestEntry | null {
  const messageId = cells.text('messageId');
  const messageIdNormal = messageId === null ? null : normaliseMessageId(messageId);
  if (messageId !== null && messageIdNormal === null) cells.problems.add('unreadable-message-id');
  const sent = cells.date('sentAt') ?? cells.date('receivedAt');
  const item = isAttachment(cells) ? 'attachment' : 'message';
  const entry: Omit<ManifestEntry, 'problems'> = {
    row,
    item,
    family: cells.text('family'),
    messageId,
    messageIdNormal,
    edrmMih: messageIdNormal === null ? mihOf(cells.text('edrmMih')) : edrmMih(messageIdNormal),
    subject: cells.text('subject'),
    sender: cells.addresses('sender')[0] ?? null,
    recipients: recipientsOf(cells),
    sentAt: sent?.at ?? null,
    zoned: sent?.zoned ?? false,
    size: cells.size(),
    attachments:
      item === 'attachment'
        ? ownClaim(cells)
        : attachmentClaims(cells.texts('attachmentNames'), cells.texts('attachmentHashes')),
    mailbox: cells.addresses('mailbox')[0] ?? null,
    stolenAt: cells.date('stolenAt')?.at ?? null,
    origin: 'manifest',
  };
  return findable(entry) ? { ...entry, problems: [...cells.problems] } : null;
}

/** An id finds a message; without one it takes two of sender, time and subject. */
function findable(entry: Omit<ManifestEntry, 'problems'>): boolean {
  if (entry.edrmMih !== null) return true;
  const given = [entry.sender, entry.sentAt, entry.subject].filter((value) => value !== null).length;
  return given >= 2 || (entry.item === 'attachment' && entry.family !== null && entry.attachments.length > 0);
}

function isAttachment(cells: Cells): boolean {
  return cells.texts('itemClass').some((text) => /^(?:attachment|attached file|anlage|pièce jointe)$/i.test(text));
}

function ownClaim(cells: Cells): ManifestEntry['attachments'] {
  const name = cells.text('fileName') ?? cells.texts('attachmentNames')[0] ?? cells.text('subject');
  const hash = hashClaim(cells.texts('fileHash').find((text) => text.length === 64) ?? cells.text('fileHash') ?? '');
  return name === null && hash === null ? [] : [{ name, hash }];
}

function recipientsOf(cells: Cells): readonly string[] {
  const lines: readonly ManifestField[] = ['to', 'cc', 'bcc', 'recipients'];
  return [...new Set(lines.flatMap((field) => cells.addresses(field)))];
}

function mihOf(text: string | null): string | null {
  return text !== null && /^[0-9a-f]{32}$/i.test(text) ? text.toLowerCase() : null;
}

/** Bytes from `48,213`, `1156492.00`, `47 KB`, `1.2 MB`. */
function sizeOf(text: string, unit: number): number | null {
  const match = /^([\d.,\s']{1,30}?)\s*(b|bytes|kb|kib|mb|mib|gb)?$/i.exec(text);
  if (match === null) return null;
  const [, digits = '', suffix = ''] = match;
  const plain = digits
    .replace(/[\s']/g, '')
    .replace(/[.,](?=\d{3}(?:\D|$))/g, '')
    .replace(',', '.');
  const factor = UNITS.get(suffix.toLowerCase()) ?? unit;
  const size = Math.round(Number(plain) * factor);
  return Number.isSafeInteger(size) && plain !== '' ? size : null;
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ...(['b', 'bytes'] as const).map((name) => [name, 1] as const),
  ...(['kb', 'kib'] as const).map((name) => [name, 1024] as const),
  ...(['mb', 'mib'] as const).map((name) => [name, 1024 ** 2] as const),
  ['gb', 1024 ** 3] as const,
]);

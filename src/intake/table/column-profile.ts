import { looksLikeAddresses } from '../mail-address.ts';
import { type DateOrder, orderEvidence, parseDateCell } from './date-cell.ts';

/** Rows whose cells are looked at for what they are; the order of dates is gathered from all. */
const SAMPLE_ROWS = 2000;
const SHARE = 0.8;

/** What the cells of one column look like, counted. */
export interface ColumnProfile {
  filled: number;
  messageIds: number;
  addresses: number;
  dates: number;
  hashes: number;
  dayFirst: number;
  monthFirst: number;
  eitherOrder: number;
  halfDays: number;
  dotted: number;
}

/** Profiles by column name, gathered row by row. */
export class ColumnProfiles {
  readonly byName = new Map<string, ColumnProfile>();
  #rows = 0;

  add(cells: ReadonlyMap<string, string>): void {
    this.#rows += 1;
    for (const [name, cell] of cells) {
      if (cell === '') continue;
      const profile = this.#of(name);
      if (this.#rows <= SAMPLE_ROWS) sample(profile, cell);
      if (profile.dates > 0) gatherOrder(profile, cell);
    }
  }

  #of(name: string): ColumnProfile {
    const known = this.byName.get(name);
    if (known !== undefined) return known;
    const counts = { filled: 0, messageIds: 0, addresses: 0, dates: 0, hashes: 0 };
    const fresh = { ...counts, dayFirst: 0, monthFirst: 0, eitherOrder: 0, halfDays: 0, dotted: 0 };
    this.byName.set(name, fresh);
    return fresh;
  }
}

function sample(profile: ColumnProfile, cell: string): void {
  const text = cell.trim();
  profile.filled += 1;
  if (looksLikeMessageId(text)) profile.messageIds += 1;
  else if (looksLikeAddresses(text)) profile.addresses += 1;
  else if (/^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i.test(text)) profile.hashes += 1;
  else if (/[0-9]/.test(text) && parseDateCell(text, SAMPLE_STYLE) !== null) profile.dates += 1;
  else if (orderEvidence(text) !== null) profile.dates += 1;
}

const SAMPLE_STYLE = { order: 'month-first', zone: 'UTC' } as const;

function gatherOrder(profile: ColumnProfile, cell: string): void {
  const evidence = orderEvidence(cell);
  if (evidence === null) return;
  if (evidence === 'day-first') profile.dayFirst += 1;
  else if (evidence === 'month-first') profile.monthFirst += 1;
  else profile.eitherOrder += 1;
  if (/[ap]\.?m\.?/i.test(cell)) profile.halfDays += 1;
  if (cell.includes('.')) profile.dotted += 1;
}

/** Whether a cell has the form of a Message-ID: in angle brackets, or a local part that no person has. */
export function looksLikeMessageId(cell: string): boolean {
  if (cell.length > 1000) return false;
  if (/^<[^<>\s@]+@[^<>\s@]*>$/.test(cell)) return true;
  const local = /^([^<>\s@,;]+)@[^<>\s@,;]+$/.exec(cell)?.[1];
  return local !== undefined && local.length >= 20 && (local.match(/\d/g) ?? []).length >= 6;
}

/** What nearly all filled cells of a column are, where at least four in five agree. */
export function contentOf(profile: ColumnProfile): 'message-id' | 'address' | 'date' | 'hash' | null {
  const { filled } = profile;
  if (filled === 0) return null;
  if (profile.messageIds >= SHARE * filled) return 'message-id';
  if (profile.addresses >= SHARE * filled) return 'address';
  if (profile.dates >= SHARE * filled) return 'date';
  return profile.hashes >= SHARE * filled ? 'hash' : null;
}

/**
 * The order of day and month in a column, by the dates in it that allow only one. Where none does: `AM`/`PM` or slashes mean
 * month first, dots and dashes day first, and `proven` is false.
 */
export function dateOrderOf(profile: ColumnProfile | undefined): {
  readonly order: DateOrder;
  readonly proven: boolean;
} {
  if (profile === undefined) return { order: 'month-first', proven: true };
  const { dayFirst, monthFirst, eitherOrder } = profile;
  if (dayFirst !== monthFirst) return { order: dayFirst > monthFirst ? 'day-first' : 'month-first', proven: true };
  const dotted = profile.dotted * 2 > eitherOrder && profile.halfDays === 0;
  return { order: dotted ? 'day-first' : 'month-first', proven: eitherOrder === 0 };
}

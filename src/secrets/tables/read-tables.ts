import { type Candidate, UNKNOWN_VALIDITY } from '../engine/candidate.ts';
import type { TextWindow, WindowedText } from '../engine/text-window.ts';
import { readAligned } from './aligned.ts';
import { worthOf } from './cell-worth.ts';
import { type Heading, headingOf } from './heading.ts';
import { type Cell, LONGEST_RECORD, readRecord, type TableRecord } from './record.ts';
import type { TablePack } from './table-pack.ts';

/** Bytes of a line that may be a row of headings. */
const LONGEST_HEADING = 2_000;
/** Bytes read at a time, some records at least. */
const STRETCH = 1 << 20;
const ACCOUNT = /^(?=.{0,80}[A-Za-z])[\w.@\\+-]{2,80}$/;
const RULE_LINE = /^[\s>|:+=-]{3,2000}$/;

/**
 * The credentials in the columns of every table of a text.
 * @param places bytes at which a heading's last word may stand, in any order
 */
export function tableClaims(pack: TablePack, text: WindowedText, places: readonly number[]): readonly Candidate[] {
  const claims: Candidate[] = [];
  let read = 0;
  for (const place of [...places].sort((a, b) => a - b)) {
    if (place < read) continue;
    const line = text.lineAt(place, LONGEST_HEADING);
    read = place + 1;
    if (line === null) continue;
    const below = line[1] < text.length ? text.lineAt(line[1], LONGEST_HEADING) : null;
    const under = below === null ? '' : text.window(below).text;
    const heading = headingOf(text.window(line).text, under, pack);
    read = heading === null ? line[1] : readRows(text, Math.min(text.length, line[1]), heading, claims);
  }
  return claims;
}

/** Reads rows from byte `from` on. @returns the byte after the last. */
function readRows(text: WindowedText, from: number, heading: Heading, claims: Candidate[]): number {
  let start = from;
  for (;;) {
    const window = text.window(text.ahead(start, STRETCH));
    const isLast = window.byteAt(window.text.length) >= text.length;
    const used = rowsOf(window, isLast, heading, claims);
    const next = window.byteAt(used.next);
    if (used.ended || isLast || next === start) return next;
    start = next;
  }
}

interface UsedRows {
  /** Index of the window's text after the last row read. */
  readonly next: number;
  /** Whether the table ends there. */
  readonly ended: boolean;
}

function rowsOf(window: TextWindow, isLast: boolean, heading: Heading, claims: Candidate[]): UsedRows {
  const { text } = window;
  let at = 0;
  while (at < text.length && (isLast || text.length - at > LONGEST_RECORD)) {
    const record = rowAt(text, at, heading);
    if (record === null) return { next: at, ended: true };
    if (!RULE_LINE.test(text.slice(at, Math.min(record.next, at + LONGEST_HEADING)))) {
      if (!fits(record, heading)) return { next: at, ended: true };
      claims.push(...rowClaims(window, record, heading));
    }
    at = record.next;
  }
  return { next: at, ended: false };
}

function rowAt(text: string, at: number, { parted }: Heading): TableRecord | null {
  return typeof parted === 'string' ? readRecord(text, at, parted) : readAligned(text, at, parted);
}

/** A spreadsheet's text leaves out empty cells at a row's end. */
function fits({ cells }: TableRecord, { parted, width }: Heading): boolean {
  return parted === '\t' ? cells.length >= 2 && cells.length <= width : cells.length === width;
}

/** Where no column names the user, the first may: `tester`, `wer`. */
function accountIn(first: Cell | undefined, secretColumn: number): string | null {
  return first !== undefined && secretColumn !== 0 && ACCOUNT.test(first.value) ? first.value : null;
}

function rowClaims(window: TextWindow, { cells }: TableRecord, heading: Heading): readonly Candidate[] {
  const named = (column: number | null): string | null => {
    const value = column === null ? '' : (cells[column]?.value ?? '');
    return value === '' || value.length > 200 ? null : value;
  };
  return heading.secrets.flatMap(({ column, rule }) => {
    const cell = cells[column];
    const worth = cell === undefined ? null : worthOf(cell.value, rule.kind);
    if (cell === undefined || worth === null) return [];
    return {
      rule: rule.id,
      form: 'generic' as const,
      kind: rule.kind,
      confidence: worth.confidence,
      validity: UNKNOWN_VALIDITY,
      secret: cell.value,
      span: [window.byteAt(cell.start), window.byteAt(cell.end)] as const,
      principal:
        named(heading.principal) ??
        (heading.principal === null && heading.host !== 0 ? accountIn(cells[0], column) : null),
      host: named(heading.host),
      reasons: [rule.name, worth.reason],
    };
  });
}

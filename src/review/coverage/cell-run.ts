import type { CoverageCell, CoverageSource, CoverageState } from './coverage-cell.ts';
import { dayNumber } from './utc-day.ts';

/** Neighbouring days of one principal and source that are in one state. */
export interface CellRun {
  /** The cell's id; of several days `cov-…@FIRST..LAST`. */
  readonly id: string;
  readonly principal: string;
  readonly source: CoverageSource;
  readonly state: CoverageState;
  /** UTC days, both included. */
  readonly from: string;
  readonly until: string;
  readonly days: number;
  /** Of the first day. */
  readonly reason: string;
}

/** Folds cells into runs, in the order of principal, source and day. */
export function cellRuns(cells: readonly CoverageCell[]): readonly CellRun[] {
  const runs: CellRun[] = [];
  for (const cell of cells.toSorted(byPlace)) {
    const last = runs.at(-1);
    if (last !== undefined && continues(last, cell)) runs[runs.length - 1] = longer(last, cell);
    else runs.push(runOf(cell));
  }
  return runs;
}

function runOf({ id, principal, source, state, day, reason }: CoverageCell): CellRun {
  return { id, principal, source, state, from: day, until: day, days: 1, reason };
}

function continues(run: CellRun, cell: CoverageCell): boolean {
  const same = run.principal === cell.principal && run.source === cell.source && run.state === cell.state;
  return same && dayNumber(cell.day) === dayNumber(run.until) + 1;
}

function longer(run: CellRun, { day }: CoverageCell): CellRun {
  return { ...run, id: `${lineOf(run.id)}@${run.from}..${day}`, until: day, days: run.days + 1 };
}

function byPlace(a: CoverageCell, b: CoverageCell): number {
  const key = (one: CoverageCell) => `${one.principal}\n${one.source}\n${one.day}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

function lineOf(id: string): string {
  return id.slice(0, id.indexOf('@'));
}

const CITED = /^(cov-[0-9a-f]{10})(?:@(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?)?$/;

/** Which cells a citation in a report means: one day, a run of days, or all days of a principal and source; null where the text is none. */
export function citedCells(citation: string): ((cell: CoverageCell) => boolean) | null {
  const [, line, from, until = from] = CITED.exec(citation.trim()) ?? [];
  if (line === undefined) return null;
  return ({ id, day }) =>
    lineOf(id) === line && (from === undefined || (day >= from && until !== undefined && day <= until));
}

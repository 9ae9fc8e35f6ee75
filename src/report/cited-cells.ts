import type { CellRun } from '../review/index.ts';

/** Runs that a sentence names; the table of the coverage has all of them. */
const NAMED = 3;

/** The cells that a statement of no activity rests on: `[cov-…@2024-02-01..2024-02-11, … and 24 more]`. Empty where there are none. */
export function citation(runs: readonly Pick<CellRun, 'id'>[]): string {
  if (runs.length === 0) return '';
  const named = runs.slice(0, NAMED).map(({ id }) => id);
  const more = runs.length - named.length;
  return `[${named.join(', ')}${more > 0 ? `, and ${more} more runs of cells` : ''}]`;
}

/** The runs on which the logs answer and nothing was raised, the longest first. @param source of one source alone. */
export function cleanRuns(runs: readonly CellRun[], source: CellRun['source'] | null = null): readonly CellRun[] {
  const clean = runs.filter((run) => run.state === 'clean' && (source === null || run.source === source));
  return clean.toSorted((a, b) => b.days - a.days || (a.id < b.id ? -1 : 1));
}

/**
 * A statement that something was not seen, with the cells it rests on; where no cell answers, the statement that this is not known instead.
 * @param said what was not seen, without its full stop.
 */
export function restingOn(said: string, runs: readonly CellRun[], source: CellRun['source'] | null = null): string {
  const clean = cleanRuns(runs, source);
  const days = clean.reduce((sum, run) => sum + run.days, 0);
  if (clean.length === 0) return `${said}; but no log answers for any day of it, so that nothing follows from this.`;
  return `${said}, on the ${days} ${days === 1 ? 'day' : 'days'} that ${source === null ? 'a log answers' : 'the log answers'} for ${citation(clean)}; of other days nothing is said.`;
}

import type { Store } from '../case/index.ts';
import { type CoverageCell, coverageOf, type Finding, findingsOf } from '../review/index.ts';
import type { CoverageRow, ReviewRow } from './status-report.ts';

/** What the detections raised. */
export function reviewRows(store: Store): readonly ReviewRow[] {
  return findingsOf(store)
    .filter((finding) => finding.answer === 'raised')
    .map(reviewRow);
}

function reviewRow(finding: Finding): ReviewRow {
  const summary = Object.entries(finding.summary).map(
    ([name, value]) => `${name.replaceAll('_', ' ')}: ${plain(value)}`,
  );
  const place = finding.ip === null ? [] : [`from ${finding.ip}`];
  return {
    detection: finding.detection,
    title: finding.title,
    severity: finding.severity,
    principal: finding.principal ?? finding.mailbox,
    application: finding.application,
    from: finding.from ?? '',
    until: finding.until ?? '',
    events: finding.count,
    summary: [...place, ...summary].join('; '),
  };
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What the logs can answer for, a row for each principal and source, with runs of unanswerable days. */
export function coverageRows(store: Store): readonly CoverageRow[] {
  const groups = Map.groupBy(coverageOf(store), (cell) => `${cell.principal}\n${cell.source}`);
  return [...groups.values()].flatMap((cells) => {
    const [first] = cells;
    if (first === undefined) return [];
    const days = Object.fromEntries(
      [...Map.groupBy(cells, (cell) => cell.state)].map(([state, of]) => [state, of.length]),
    );
    return [{ principal: first.principal, source: first.source, days, holes: holesOf(cells) }];
  });
}

/** Runs of consecutive days in one state that answers nothing. */
function holesOf(cells: readonly CoverageCell[]): readonly string[] {
  const runs: { state: string; from: string; until: string }[] = [];
  let previous: CoverageCell | null = null;
  for (const cell of cells.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    const run = runs.at(-1);
    if (cell.state !== 'clean' && cell.state !== 'findings') {
      if (run !== undefined && previous?.state === cell.state) run.until = cell.day;
      else runs.push({ state: cell.state, from: cell.day, until: cell.day });
    }
    previous = cell;
  }
  return runs.map(
    ({ state, from, until }) => `${from === until ? from : `${from} to ${until}`}: ${state.replace('-', ' ')}`,
  );
}

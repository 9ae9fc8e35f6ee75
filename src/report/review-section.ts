import type { Store } from '../case/index.ts';
import { type CellRun, cellRuns, coverageOf, type Finding, findingsOf } from '../review/index.ts';
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

/** What the logs can answer for, a row for each principal and source, its days folded into runs of one state. */
export function coverageRows(store: Store): readonly CoverageRow[] {
  const groups = Map.groupBy(cellRuns(coverageOf(store)), (run) => `${run.principal}\n${run.source}`);
  return [...groups.values()].flatMap((runs) => {
    const [first] = runs;
    if (first === undefined) return [];
    const { principal, source } = first;
    const cells = first.id.split('@', 1)[0] ?? '';
    return [{ cells, principal, source, days: daysByState(runs), runs }];
  });
}

function daysByState(runs: readonly CellRun[]): CoverageRow['days'] {
  const days: Record<string, number> = {};
  for (const run of runs) days[run.state] = (days[run.state] ?? 0) + run.days;
  return days;
}

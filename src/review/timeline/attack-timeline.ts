import type { Instant } from '../../core/index.ts';
import { type CellRun, cellRuns } from '../coverage/cell-run.ts';
import type { CoverageCell } from '../coverage/coverage-cell.ts';
import type { Finding } from '../detection/finding.ts';
import type { EventQueries } from '../event-queries.ts';
import type { PivotStep } from '../pivot/pivot.ts';
import { type TimelineRow, timelineOfTraces } from './timeline.ts';

/** One line of the story: what a detection raised, what else bears the same traces, or days that no log can answer for. */
export type AttackRow = { readonly from: Instant; readonly until: Instant } & (
  | { readonly type: 'finding'; readonly finding: Finding }
  | { readonly type: 'events'; readonly events: TimelineRow }
  | {
      readonly type: 'hole';
      readonly source: string;
      readonly state: string;
      readonly reason: string;
      /** Ids of the cells of one principal: the days are alike for all. */
      readonly cells: string;
    }
);

export interface AttackTimeline {
  readonly rows: readonly AttackRow[];
  /** Whether events were left off. */
  readonly more: boolean;
}

/**
 * The attack as one story in order of time: the raised findings, what else was done under the followed traces, and the holes of the
 * coverage between the first and the last day of it.
 */
export async function attackTimeline(
  events: EventQueries,
  findings: readonly Finding[],
  steps: readonly PivotStep[],
  cells: readonly CoverageCell[],
  limit = 1000,
): Promise<AttackTimeline> {
  const raised = findings.filter((one): one is Finding & Dated => one.answer === 'raised' && one.from !== null);
  const followed = steps.filter(({ standing }) => standing === 'followed');
  const { rows, more } = await timelineOfTraces(events, followed, limit);
  const told: readonly AttackRow[] = [
    ...raised.map((finding) => ({ type: 'finding' as const, from: finding.from, until: finding.until, finding })),
    ...rows.map((row) => ({ type: 'events' as const, from: row.from, until: row.until, events: row })),
  ];
  return { rows: [...told, ...holesWithin(told, cells)].sort(byTime), more };
}

interface Dated {
  readonly from: Instant;
  readonly until: Instant;
}

const ORDER: { readonly [Type in AttackRow['type']]: number } = { hole: 0, finding: 1, events: 2 };

function byTime(a: AttackRow, b: AttackRow): number {
  if (a.from !== b.from) return a.from < b.from ? -1 : 1;
  return ORDER[a.type] - ORDER[b.type];
}

/** Runs of days for which a source answers for nobody, between the story's first and last day. */
function holesWithin(told: readonly AttackRow[], cells: readonly CoverageCell[]): readonly AttackRow[] {
  const first = told.map(({ from }) => from.slice(0, 10)).sort()[0];
  const last = told
    .map(({ until }) => until.slice(0, 10))
    .sort()
    .at(-1);
  if (first === undefined || last === undefined) return [];
  const inside = cells.filter(({ day }) => day >= first && day <= last);
  return [...Map.groupBy(inside, ({ source }) => source)].flatMap(([source, of]) => holesOf(source, of));
}

/** On days that answer for nobody, the cells of who is longest under review stand for everybody's. */
function holesOf(source: string, cells: readonly CoverageCell[]): readonly AttackRow[] {
  const daysOf = new Map([...Map.groupBy(cells, ({ principal }) => principal)].map(([name, of]) => [name, of.length]));
  const days = ({ principal }: CoverageCell) => daysOf.get(principal) ?? 0;
  const unanswered = [...Map.groupBy(cells, ({ day }) => day).values()].flatMap((of) => {
    const dark = of.every(({ state }) => state !== 'clean' && state !== 'findings');
    return dark ? of.toSorted((a, b) => days(b) - days(a)).slice(0, 1) : [];
  });
  return cellRuns(unanswered).map((run) => holeOf(source, run));
}

function holeOf(source: string, { id: cells, from, until, state, reason }: CellRun): AttackRow {
  const [first, last] = [`${from}T00:00:00.000Z` as Instant, `${until}T23:59:59.999Z` as Instant];
  return { type: 'hole', source, from: first, until: last, state, reason, cells };
}

import { readRows } from '../detection/answer-findings.ts';
import { answerQueryWithin } from '../detection/answer-query.ts';
import type { AnswerRow } from '../detection/answer-row.ts';
import { bindSql } from '../detection/bind-sql.ts';
import { countSelected, type DayClass } from '../detection/event-census.ts';
import { SharedEvents } from '../detection/shared-events.ts';
import type { EventQueries } from '../event-queries.ts';
import type { Asked } from './answer-input.ts';
import { type DayRow, dayQuery, sortedRow } from './day-query.ts';
import { RecentEvents } from './recent-events.ts';
import type { Remembered } from './remembered.ts';
import { inOneOrder } from './remembered-queries.ts';
import { answerName, type ByDay, type OverAll, type ReviewTask } from './review-task.ts';

/** More events than this are not held beside the table. */
const MOST_RECENT = 2_000_000;
/** More rows of one day are worked out again each time: what answers so often is no list that is worth keeping. */
const MOST_DAY_ROWS = 2_000;

/** What a review asks its tasks of. */
export interface Asking extends Pick<Asked, 'scope' | 'census'> {
  readonly events: EventQueries;
  readonly remembered: Remembered;
}

/** Answers by task: of a task by day, the rows of its open days. */
export interface TaskAnswers {
  readonly byDay: ReadonlyMap<ByDay, readonly DayRow[]>;
  readonly overAll: ReadonlyMap<OverAll, readonly AnswerRow[]>;
}

/** Asks what no earlier review has answered, and remembers it. Nothing is read where there is nothing to ask. */
export async function askTasks(tasks: readonly ReviewTask[], asking: Asking): Promise<TaskAnswers> {
  const byDay = tasks.filter((task) => task.kind === 'by-day' && task.open.length > 0) as readonly ByDay[];
  const overAll = tasks.filter((task) => task.kind === 'over-all' && task.known === null) as readonly OverAll[];
  const recent = fewDays(byDay, asking.census);
  const rest = byDay.filter((task) => !recent.includes(task));
  const answers = { byDay: new Map<ByDay, readonly DayRow[]>(), overAll: new Map<OverAll, readonly AnswerRow[]>() };
  await askRecent(recent, asking, answers.byDay);
  await askTable(rest, overAll, asking, answers);
  return answers;
}

/** The tasks that look at less than half of their events; none where all their events are too many to hold. */
function fewDays(tasks: readonly ByDay[], census: readonly DayClass[]): readonly ByDay[] {
  const few = tasks.filter(
    (task) => 2 * eventsOf([task], task.lookedAt, census) <= eventsOf([task], task.days, census),
  );
  return eventsOf(few, daysOf(few), census) <= MOST_RECENT ? few : [];
}

function daysOf(tasks: readonly ByDay[]): readonly string[] {
  return [...new Set(tasks.flatMap((task) => task.lookedAt))].sort();
}

function eventsOf(tasks: readonly ByDay[], days: readonly string[], census: readonly DayClass[]): number {
  const among = new Set(days);
  const reads = tasks.flatMap(({ pack }) => pack.reads);
  return countSelected(
    census.filter(({ day }) => among.has(day)),
    reads,
  );
}

async function askRecent(tasks: readonly ByDay[], asking: Asking, into: Map<ByDay, readonly DayRow[]>): Promise<void> {
  if (tasks.length === 0) return;
  const packs = tasks.map(({ pack }) => pack);
  const recent = await RecentEvents.gather(asking.events, packs, daysOf(tasks));
  try {
    for (const task of tasks)
      into.set(task, await askByDay(task, recent.commonTable(task.pack, task.lookedAt), asking));
  } finally {
    await recent.dispose();
  }
}

async function askTable(
  byDay: readonly ByDay[],
  overAll: readonly OverAll[],
  asking: Asking,
  into: { readonly byDay: Map<ByDay, readonly DayRow[]>; readonly overAll: Map<OverAll, readonly AnswerRow[]> },
): Promise<void> {
  const packs = [...byDay, ...overAll].map(({ pack }) => pack);
  if (packs.length === 0) return;
  const shared = await SharedEvents.gather(asking.events, packs, asking.census);
  try {
    for (const task of byDay) into.byDay.set(task, await askByDay(task, shared.commonTable(task.pack), asking));
    for (const task of overAll) into.overAll.set(task, await askOverAll(task, shared.commonTable(task.pack), asking));
  } finally {
    await shared.dispose();
  }
}

async function askByDay(
  task: ByDay,
  commonTable: string | null,
  { events, scope, remembered }: Asking,
): Promise<readonly DayRow[]> {
  if (commonTable === null) return [];
  const { pack, values, open, inputOf } = task;
  const sql = bindSql(pack, scope, values);
  const answered = await events.query<DayRow>(dayQuery(pack, commonTable, sql, open));
  const rows = inOneOrder(answered.map((row) => sortedRow(pack, row)));
  const rowsOf = Map.groupBy(rows, ({ row_day }) => row_day);
  for (const day of open) {
    const ofDay = rowsOf.get(day) ?? [];
    if (ofDay.length <= MOST_DAY_ROWS) remembered.keep(answerName(pack), day, inputOf(day), ofDay);
  }
  return rows;
}

async function askOverAll(
  { pack, values, input }: OverAll,
  commonTable: string | null,
  { events, scope, remembered }: Asking,
): Promise<readonly AnswerRow[]> {
  if (commonTable === null) return [];
  const sql = bindSql(pack, scope, values);
  const rows = await events.query<Readonly<Record<string, unknown>>>(answerQueryWithin(pack, commonTable, sql, scope));
  const read = inOneOrder(readRows(pack, rows, scope));
  remembered.keep(answerName(pack), '', input, read);
  return read;
}

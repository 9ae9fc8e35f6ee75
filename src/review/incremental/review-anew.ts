import type { KeyedHash } from '../../core/index.ts';
import { byTime, findingOf, findingsOfRows, notAnswerable } from '../detection/answer-findings.ts';
import type { ParameterValues } from '../detection/bind-sql.ts';
import type { DetectionPack } from '../detection/detection-pack.ts';
import { type DayClass, dayCensus } from '../detection/event-census.ts';
import type { Finding } from '../detection/finding.ts';
import type { EventQueries } from '../event-queries.ts';
import type { Asked } from './answer-input.ts';
import { askTasks, type TaskAnswers } from './ask-tasks.ts';
import { mergeDays } from './merge-days.ts';
import type { Remembered } from './remembered.ts';
import { inOneOrder } from './remembered-queries.ts';
import { type ReviewTask, reviewTask } from './review-task.ts';
import type { TableMarks } from './table-marks.ts';

export interface AnewOptions {
  /** Derives the findings' ids and tells inputs apart: the case key. */
  readonly hash: KeyedHash;
  readonly table: TableMarks;
  readonly remembered: Remembered;
  /** Other parameter values, by detection id. */
  readonly parameters?: Readonly<Record<string, ParameterValues>>;
}

/** What had to be asked, since no earlier review had answered it. */
export interface Anew {
  /** Days that a detection looked at by themselves, of all days with events. */
  readonly days: number;
  readonly ofDays: number;
  /** Detections that were run at all; those of them that looked at all days; of how many. */
  readonly detections: number;
  readonly overAllDays: number;
  readonly ofDetections: number;
}

/**
 * The findings of `runDetections` over the whole tenant, of which only that is asked anew which the events, the packs, their parameters and
 * the scope leave no earlier answer for. Where nothing changed, no query is run.
 * @throws ReviewError as `runDetections` does.
 */
export async function reviewAnew(
  events: EventQueries,
  scope: Asked['scope'],
  packs: readonly DetectionPack[],
  { hash, table, remembered, parameters = {} }: AnewOptions,
): Promise<{ readonly findings: readonly Finding[]; readonly anew: Anew }> {
  const census = await rememberedCensus(events, packs, { hash, table, remembered });
  const asked = { hash, scope, table, census };
  const tasks = packs.map((pack) => reviewTask(pack, parameters[pack.id] ?? {}, asked, remembered));
  const answers = await askTasks(tasks, { events, scope, census, remembered });
  const findings = tasks.flatMap((task) => findingsOf(task, answers, asked)).sort(byTime);
  return { findings, anew: anewOf(tasks, table) };
}

/** How many events of each kind there are each day. */
async function rememberedCensus(
  events: EventQueries,
  packs: readonly DetectionPack[],
  { hash, table, remembered }: Pick<AnewOptions, 'hash' | 'table' | 'remembered'>,
): Promise<readonly DayClass[]> {
  const input = hash.hex('census', JSON.stringify(packs.map((pack) => pack.reads)), tableMark(table, hash));
  const known = remembered.recall<readonly DayClass[]>('census', '', input);
  if (known !== undefined) return known;
  const census = inOneOrder(await dayCensus(events, packs));
  remembered.keep('census', '', input, census);
  return census;
}

/** Equal only for tables of the same events. */
export function tableMark({ joined, days }: TableMarks, hash: KeyedHash): string {
  return hash.hex('event-table', joined, ...days.flatMap(({ day, source, mark }) => [day, source, mark]));
}

function findingsOf(task: ReviewTask, answers: TaskAnswers, { scope, hash }: Asked): readonly Finding[] {
  const { pack } = task;
  if (task.kind === 'unanswerable') return [notAnswerable(pack, hash)];
  if (task.kind === 'over-all') {
    const rows = task.known ?? answers.overAll.get(task) ?? [];
    return rows.map((row) => findingOf(pack, row, hash));
  }
  const fresh = Map.groupBy(answers.byDay.get(task) ?? [], ({ row_day }) => row_day);
  const rows = task.days.flatMap((day) => task.known.get(day) ?? fresh.get(day) ?? []);
  return findingsOfRows(pack, mergeDays(pack, rows), scope, hash);
}

function anewOf(tasks: readonly ReviewTask[], table: TableMarks): Anew {
  const byDay = tasks.flatMap((task) => (task.kind === 'by-day' && task.open.length > 0 ? [task] : []));
  const overAll = tasks.filter((task) => task.kind === 'over-all' && task.known === null);
  return {
    days: new Set(byDay.flatMap((task) => task.open)).size,
    ofDays: new Set(table.days.map(({ day }) => day)).size,
    detections: byDay.length + overAll.length,
    overAllDays: overAll.length,
    ofDetections: tasks.length,
  };
}

import { type Instant, millisecondsOf } from '../core/index.ts';
import { actionsInForce } from './actions-in-force.ts';
import { dayIn, daysAfter, deadlineOf } from './deadline.ts';
import type { Affected, DirectivePack, Measure, RequiredAction, RequiredReport } from './directive-pack.ts';

/** What the clock needs to know of a case. */
export interface ClockInput {
  readonly now: Instant;
  /** IANA zone of the case. */
  readonly zone: string;
  /** Whether the organisation was told of compromised credentials; one that finds its own becomes `notified`. */
  readonly affected: Affected;
  /** Ids of reports handed in: `status`, `weekly:2024-05-08`, … */
  readonly submitted: ReadonlySet<string>;
  /** Ids of actions that are done. */
  readonly done: ReadonlySet<string>;
  /** When the last action was done; null while any is open. */
  readonly completedAt: Instant | null;
}

export type ClockState = 'done' | 'due' | 'overdue' | 'immediate' | 'to-be-agreed' | 'not-applicable' | 'closed';

/** One line of the clock. */
export interface ClockRow {
  readonly id: string;
  readonly what: 'action' | 'report';
  readonly title: string;
  /** The authority's words, for an action. */
  readonly text: string | null;
  readonly measures: Measure | null;
  readonly due: Instant | null;
  readonly state: ClockState;
  /** Milliseconds from now until due; negative once past; null without a deadline. */
  readonly remaining: number | null;
}

/** The required actions in force, then the reports owed: each with its deadline and where it stands. */
export function directiveClock(pack: DirectivePack, input: ClockInput): readonly ClockRow[] {
  const actions = actionsInForce(pack, dayIn(input.now, input.zone)).map((action) => actionRow(action, input));
  const reports = pack.reports.flatMap((report) => reportRows(report, pack, input));
  const rows = [...actions, ...reports];
  return isClosed(pack, input) ? rows.map(closedRow) : rows;
}

/** From the month after the one in which the issuer closed it, in the case's zone. */
function isClosed(pack: DirectivePack, { now, zone }: ClockInput): boolean {
  return pack.closed !== null && dayIn(now, zone).slice(0, 7) > pack.closed;
}

function closedRow(row: ClockRow): ClockRow {
  const ended = row.state === 'done' || row.state === 'not-applicable';
  return ended ? row : { ...row, state: 'closed', remaining: null };
}

function actionRow(action: RequiredAction, input: ClockInput): ClockRow {
  const base = {
    id: action.id,
    what: 'action',
    title: action.title,
    text: action.text,
    measures: action.measures,
  } as const;
  const applies = action.applies === 'all-affected' || input.affected === 'notified';
  if (!applies) return { ...base, due: null, remaining: null, state: 'not-applicable' };
  const done = input.done.has(action.id);
  if (typeof action.due === 'string') {
    const open = action.due === 'immediately' ? 'immediate' : 'to-be-agreed';
    return { ...base, due: null, remaining: null, state: done ? 'done' : open };
  }
  return { ...base, ...against(deadlineOf(action.due, input.zone), done, input.now) };
}

function reportRows(report: RequiredReport, pack: DirectivePack, input: ClockInput): readonly ClockRow[] {
  return reportDates(report, pack, input).map(({ id, due }) => ({
    id,
    what: 'report',
    title: report.title,
    text: null,
    measures: null,
    ...against(due, input.submitted.has(id), input.now),
  }));
}

/** A single date, or the recurring ones: every one that has passed before completion, and the next. */
function reportDates(
  report: RequiredReport,
  pack: DirectivePack,
  input: ClockInput,
): readonly { id: string; due: Instant }[] {
  const { due } = report;
  if (!('every-days' in due)) return [{ id: report.id, due: deadlineOf(due, input.zone) }];
  const first = pack.reports.find((other) => other.id === due.after)?.due;
  if (first === undefined || 'every-days' in first) return [];
  const dates: { id: string; due: Instant }[] = [];
  let date = daysAfter(first.date, due['every-days']);
  for (let next = true; next; date = daysAfter(date, due['every-days'])) {
    const at = deadlineOf({ date, time: due.time }, input.zone);
    if (input.completedAt !== null && at > input.completedAt) break;
    dates.push({ id: `${report.id}:${date}`, due: at });
    next = at <= input.now && !isClosed(pack, input);
  }
  return dates;
}

function against(due: Instant, done: boolean, now: Instant): Pick<ClockRow, 'due' | 'state' | 'remaining'> {
  const remaining = millisecondsOf(due) - millisecondsOf(now);
  return { due, remaining, state: done ? 'done' : remaining < 0 ? 'overdue' : 'due' };
}

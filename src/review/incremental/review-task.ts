import type { AnswerRow } from '../detection/answer-row.ts';
import type { ParameterValues } from '../detection/bind-sql.ts';
import type { DetectionPack } from '../detection/detection-pack.ts';
import { daysAround } from '../detection/look-back.ts';
import { isAnswerable } from '../detection/run-detections.ts';
import { type Asked, daysFrom, packInput } from './answer-input.ts';
import type { DayRow } from './day-query.ts';
import type { Remembered } from './remembered.ts';

/** One detection in a review, and what earlier reviews have answered of it. */
export type ReviewTask = Unanswerable | ByDay | OverAll;

export interface Unanswerable {
  readonly kind: 'unanswerable';
  readonly pack: DetectionPack;
}

/** Each day is decided by itself and a few days around it. */
export interface ByDay {
  readonly kind: 'by-day';
  readonly pack: DetectionPack;
  readonly values: ParameterValues;
  /** Days with events that it reads, sorted. */
  readonly days: readonly string[];
  readonly known: ReadonlyMap<string, readonly DayRow[]>;
  /** Days that no earlier review has answered for, sorted. */
  readonly open: readonly string[];
  /** Days with events that decide about the open ones, sorted. */
  readonly lookedAt: readonly string[];
  readonly inputOf: (day: string) => string;
}

export interface OverAll {
  readonly kind: 'over-all';
  readonly pack: DetectionPack;
  readonly values: ParameterValues;
  readonly days: readonly string[];
  /** Null where there is something to answer that no earlier review has answered. */
  readonly known: readonly AnswerRow[] | null;
  readonly input: string;
}

/** @param values other values of the pack's parameters. */
export function reviewTask(
  pack: DetectionPack,
  values: ParameterValues,
  asked: Asked,
  remembered: Remembered,
): ReviewTask {
  if (!isAnswerable(pack, asked.census)) return { kind: 'unanswerable', pack };
  const { days, ofDay, ofAll } = packInput(pack, values, asked);
  const around = daysAround(pack, values);
  const name = answerName(pack);
  if (around === null) {
    const input = ofAll();
    const known = days.length === 0 ? [] : (remembered.recall<readonly AnswerRow[]>(name, '', input) ?? null);
    return { kind: 'over-all', pack, values, days, known, input };
  }
  const inputOf = (day: string) => ofDay(day, around);
  const known = new Map<string, readonly DayRow[]>();
  for (const day of days) {
    const rows = remembered.recall<readonly DayRow[]>(name, day, inputOf(day));
    if (rows !== undefined) known.set(day, rows);
  }
  const open = days.filter((day) => !known.has(day));
  const near = new Set(open.flatMap((day) => daysFrom(day, around)));
  const lookedAt = days.filter((day) => near.has(day));
  return { kind: 'by-day', pack, values, days, known, open, lookedAt, inputOf };
}

/** The name under which a detection's answers are remembered. */
export function answerName(pack: DetectionPack): string {
  return `detection ${pack.id}`;
}

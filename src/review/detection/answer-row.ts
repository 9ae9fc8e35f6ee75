import { type Instant, type Json, parseInstant } from '../../core/index.ts';
import { ReviewError } from '../review-error.ts';
import { ANSWERS, type Answer } from './answer.ts';
import type { DetectionPack } from './detection-pack.ts';

/** One row of a detection's answer, read. */
export interface AnswerRow {
  readonly answer: Answer;
  readonly principal: string | null;
  readonly mailbox: string | null;
  readonly application: string | null;
  readonly from: Instant;
  readonly until: Instant;
  readonly ip: string | null;
  readonly count: number;
  readonly sources: readonly string[];
  readonly days: readonly string[];
  readonly eventIds: readonly string[];
  readonly summary: Readonly<Record<string, Json>>;
}

/**
 * Reads one row of `answerQuery`.
 * @throws ReviewError bad-answer where the detection does not keep its contract.
 */
export function readAnswerRow(pack: DetectionPack, row: Readonly<Record<string, unknown>>): AnswerRow {
  const text = (name: string): string | null => readText(row[name]);
  const answer = ANSWERS.find((one) => one === text('answer'));
  const from = readTimestamp(text('from'));
  const until = readTimestamp(text('until'));
  const count = Number(text('count') ?? Number.NaN);
  if (answer === undefined) throw badAnswer(pack, 'answer');
  if (from === null) throw badAnswer(pack, 'from');
  if (until === null) throw badAnswer(pack, 'until');
  if (!Number.isSafeInteger(count)) throw badAnswer(pack, 'count');
  return {
    answer,
    principal: text('principal'),
    mailbox: text('mailbox'),
    application: text('application'),
    from,
    until,
    ip: text('ip'),
    count,
    sources: readList(row.sources),
    days: readList(row.days),
    eventIds: readList(row.event_ids),
    summary: readSummary(pack, text),
  };
}

function readSummary(pack: DetectionPack, text: (name: string) => string | null): Readonly<Record<string, Json>> {
  const findings = text('findings');
  const fields: Record<string, Json> = findings === null ? {} : { findings: Number(findings) };
  for (const name of Object.keys(pack.summary)) {
    const value = text(name);
    if (value === null) continue;
    fields[name] = /^-?\d{1,15}$/.test(value) ? Number(value) : (timestampIn(value) ?? value);
  }
  return fields;
}

function readText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : null;
}

/** A column of type TIMESTAMP comes as text that only it has. */
function timestampIn(value: string): Instant | null {
  return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,12})?$/.test(value) ? readTimestamp(value) : null;
}

/** Engines write `2024-01-05 08:00:00` with or without a fraction of up to twelve digits. */
function readTimestamp(text: string | null): Instant | null {
  return text === null ? null : parseInstant(text.replace(/(\.\d{1,9})\d*$/, '$1'));
}

/** A list column: an array, or the engine's own list value that holds one in `items`. */
function readList(value: unknown): readonly string[] {
  const items: unknown = typeof value === 'object' && value !== null && 'items' in value ? value.items : value;
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown) => (typeof item === 'string' ? [item] : [])).sort();
}

function badAnswer(pack: DetectionPack, column: string): ReviewError {
  return new ReviewError(
    'bad-answer',
    `The detection ${pack.id} gave a row whose column ${column} cannot be read.`,
    'Correct the pack: docs/detections.md names the columns and their types.',
    4,
  );
}

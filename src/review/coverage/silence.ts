import { isWeekend } from './utc-day.ts';

/** Hours of silence in a series: half-open, hours since 1970-01-01T00:00Z. */
export interface Silence {
  readonly from: number;
  readonly until: number;
  /** How unlikely it is that a working log is silent so long, in nats: −ln P. */
  readonly surprise: number;
}

/** The rhythm of a log: for a weekday and a weekend day, how surprising each silent hour is, in nats. */
interface Rhythm {
  readonly weekday: readonly number[];
  readonly weekend: readonly number[];
}

/** Thresholds of what counts as a hole; docs/coverage.md gives the reasons. */
const HOLE = {
  /** A hole's surprise: about one in twenty thousand. */
  surprise: 10,
  /** A hole's length, in hours. */
  hours: 3,
  /** A silence this long, in hours, is a hole whatever the rhythm, where too few days are loaded to know one. */
  unknownRhythmHours: 12,
  /** The surprise, in nats, of a hole's part in a day from which on that day is lost. */
  daySurprise: 3,
  /** Days with records from which on a rhythm is known. */
  rhythmDays: 3,
} as const;

/** What the tenant's records say of one day of a series. */
export interface DayJudgement {
  /** logged: records, and no hole that matters. hole: the log was silent while it should not be. silent: no record, and no wonder. */
  readonly kind: 'logged' | 'hole' | 'silent';
  readonly records: number;
  /** The hole's hours that lie in the day's neighbourhood; null but for kind hole. */
  readonly hole: Silence | null;
}

/**
 * Judges each day of a series. A hole is a silence that a log with this rhythm does not have while it works: an hour's chance of
 * holding no record is taken from the other days of its kind (weekday or weekend). How many records the busy hours hold does not
 * matter, so that one loud hour does not raise the expectation of the quiet ones.
 * @param hours records by hour since 1970-01-01T00:00Z; hours without records absent.
 * @param first number of the first day judged, and `last` of the last.
 */
export function judgeDays(
  hours: ReadonlyMap<number, number>,
  first: number,
  last: number,
): ReadonlyMap<number, DayJudgement> {
  const days = loggedDays(hours);
  const rhythm = rhythmOf(hours, days, recordedRange(hours));
  const holes = silences(hours, first * 24, (last + 1) * 24, rhythm).filter((one) => isHole(one, days.size));
  const judged = new Map<number, DayJudgement>();
  for (let day = first; day <= last; day++) {
    const records = recordsOf(hours, day);
    const hole = holes.find((one) => matters(one, day, records, rhythm, days.size)) ?? null;
    judged.set(day, { kind: hole !== null ? 'hole' : records > 0 ? 'logged' : 'silent', records, hole });
  }
  return judged;
}

/** A hole begins and ends in hours that are often silent anyway; a day it only grazes there is not lost. */
function matters(hole: Silence, day: number, records: number, rhythm: Rhythm, days: number): boolean {
  const from = Math.max(hole.from, day * 24);
  const until = Math.min(hole.until, (day + 1) * 24);
  if (until <= from) return false;
  let surprise = 0;
  for (let hour = from; hour < until; hour++) surprise += surpriseOf(rhythm, hour);
  if (days < HOLE.rhythmDays && until - from >= HOLE.unknownRhythmHours) return true;
  return records === 0 || surprise >= HOLE.daySurprise;
}

function recordsOf(hours: ReadonlyMap<number, number>, day: number): number {
  let records = 0;
  for (let hour = day * 24; hour < (day + 1) * 24; hour++) records += hours.get(hour) ?? 0;
  return records;
}

function isHole(silence: Silence, days: number): boolean {
  const length = silence.until - silence.from;
  if (length >= HOLE.hours && silence.surprise >= HOLE.surprise) return true;
  return days < HOLE.rhythmDays && length >= HOLE.unknownRhythmHours;
}

function loggedDays(hours: ReadonlyMap<number, number>): ReadonlySet<number> {
  return new Set([...hours.keys()].map((hour) => Math.floor(hour / 24)));
}

function recordedRange(hours: ReadonlyMap<number, number>): readonly [number, number] {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const hour of hours.keys()) {
    first = Math.min(first, hour);
    last = Math.max(last, hour);
  }
  return [first, last];
}

/** Days without any record teach nothing of the rhythm: they may be the hole; hours before the first and after the last neither. */
function rhythmOf(
  hours: ReadonlyMap<number, number>,
  days: ReadonlySet<number>,
  [first, last]: readonly [number, number],
): Rhythm {
  const kinds = { weekday: { seen: zeros(), logged: zeros() }, weekend: { seen: zeros(), logged: zeros() } };
  for (const day of days) {
    const kind = kinds[isWeekend(day) ? 'weekend' : 'weekday'];
    for (let hour = 0; hour < 24; hour++) {
      const at = day * 24 + hour;
      if (at < first || at > last) continue;
      kind.seen[hour] = (kind.seen[hour] ?? 0) + 1;
      if (hours.has(at)) kind.logged[hour] = (kind.logged[hour] ?? 0) + 1;
    }
  }
  const surprises = ({ seen, logged }: { seen: readonly number[]; logged: readonly number[] }): readonly number[] =>
    seen.map((days_, hour) => -Math.log(1 - ((logged[hour] ?? 0) + 0.1) / (days_ + 1)));
  return { weekday: surprises(kinds.weekday), weekend: surprises(kinds.weekend) };
}

function zeros(): number[] {
  return new Array<number>(24).fill(0);
}

function silences(hours: ReadonlyMap<number, number>, first: number, last: number, rhythm: Rhythm): readonly Silence[] {
  const found: Silence[] = [];
  let from = first;
  let surprise = 0;
  for (let hour = first; hour <= last; hour++) {
    if (hour < last && !hours.has(hour)) {
      surprise += surpriseOf(rhythm, hour);
      continue;
    }
    if (hour > from) found.push({ from, until: hour, surprise });
    from = hour + 1;
    surprise = 0;
  }
  return found;
}

function surpriseOf(rhythm: Rhythm, hour: number): number {
  const kind = isWeekend(Math.floor(hour / 24)) ? rhythm.weekend : rhythm.weekday;
  return kind[((hour % 24) + 24) % 24] ?? 0;
}

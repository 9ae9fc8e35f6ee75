import { type Instant, instantFromMilliseconds } from '../core/index.ts';
import type { WallTime } from './directive-pack.ts';

/** The instant of a wall time in its own zone, or, where it names none, in `zone` (IANA). */
export function deadlineOf(wall: WallTime, zone: string): Instant {
  const zoned = Temporal.PlainDateTime.from(`${wall.date}T${wall.time}`).toZonedDateTime(wall.zone ?? zone);
  const at = instantFromMilliseconds(zoned.epochMilliseconds);
  if (at === null) throw new RangeError(`${wall.date} is out of range`);
  return at;
}

/** The date `days` after `date`, both `YYYY-MM-DD`. */
export function daysAfter(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The calendar day of an instant in a zone, `YYYY-MM-DD`. */
export function dayIn(at: Instant, zone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

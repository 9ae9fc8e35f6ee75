import { IntakeError } from '../intake-error.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * How far the wall clock of `zone` is east of UTC, in minutes, when it shows the time `local` (milliseconds, written as if it were UTC).
 * A time that daylight saving skips or repeats is read with the offset before the change.
 * @throws IntakeError 'unknown-zone' where `zone` is no IANA zone.
 */
export function zoneOffsetAt(zone: string, local: number): number {
  if (zone === 'UTC') return 0;
  const guess = offsetOf(zone, local);
  return offsetOf(zone, local - guess * 60_000);
}

function offsetOf(zone: string, at: number): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour') % 24,
    part('minute'),
    part('second'),
  );
  return Math.round((wall - Math.floor(at / 1000) * 1000) / 60_000);
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  try {
    const options = {
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    } as const;
    const format = new Intl.DateTimeFormat('en-US', {
      ...options,
      hourCycle: 'h23',
      calendar: 'gregory',
      timeZone: zone,
    });
    formats.set(zone, format);
    return format;
  } catch (cause) {
    throw new IntakeError(
      'unknown-zone',
      `there is no time zone ${zone}`,
      'give an IANA name such as America/New_York',
      2,
      cause,
    );
  }
}

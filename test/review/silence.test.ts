import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeDays } from '../../src/review/coverage/silence.ts';
import { dayNumber, dayText, isWeekend } from '../../src/review/coverage/utc-day.ts';

const FIRST = dayNumber('2024-03-04');
const DAYS = 28;

/** Four weeks of a tenant that works in the given hours on weekdays, in one hour at weekends. */
const tenant = fc.record({
  start: fc.integer({ min: 0, max: 12 }),
  length: fc.integer({ min: 6, max: 11 }),
  records: fc.integer({ min: 1, max: 500 }),
  weekend: fc.boolean(),
});

function hoursOf(
  { start, length, records, weekend }: { start: number; length: number; records: number; weekend: boolean },
  silent: (hour: number) => boolean,
): ReadonlyMap<number, number> {
  const hours = new Map<number, number>();
  for (let day = FIRST; day < FIRST + DAYS; day++) {
    const busy = isWeekend(day) ? (weekend ? 1 : 0) : length;
    for (let hour = day * 24 + start; hour < day * 24 + start + busy; hour++)
      if (!silent(hour)) hours.set(hour, records);
  }
  return hours;
}
const kinds = (hours: ReadonlyMap<number, number>) =>
  [...judgeDays(hours, FIRST, FIRST + DAYS - 1)].flatMap(([day, one]) => (one.kind === 'hole' ? [day - FIRST] : []));

describe('judgeDays', () => {
  test('finds no hole in a regular tenant, whatever its hours and its volume', () => {
    fc.assert(
      fc.property(tenant, (shape) => {
        expect(kinds(hoursOf(shape, () => false))).toEqual([]);
      }),
    );
  });

  test('finds every day of a hole of working days, and no day that is whole and away from it', () => {
    fc.assert(
      fc.property(tenant, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 2, max: 6 }), (shape, from, length) => {
        const lost = Array.from({ length }, (_, index) => from + index);
        fc.pre(lost.some((day) => !isWeekend(FIRST + day)));
        const found = kinds(hoursOf(shape, (hour) => lost.includes(Math.floor(hour / 24) - FIRST)));
        expect(found).toEqual(expect.arrayContaining(lost.filter((day) => !isWeekend(FIRST + day))));
        // Silent weekends beside the hole are one silence with it; working days are not.
        expect(found.filter((day) => !isWeekend(FIRST + day) && !lost.includes(day))).toEqual([]);
      }),
    );
  });

  test('is not misled by a burst', () => {
    const shape = { start: 8, length: 10, records: 20, weekend: true };
    const hours = new Map(hoursOf(shape, () => false));
    hours.set(FIRST * 24 + 2, 1_000_000);
    expect(kinds(hours)).toEqual([]);
  });

  test('takes half a day of silence for a hole where no rhythm is known', () => {
    const day = FIRST * 24;
    expect(
      kinds(
        new Map([
          [day + 1, 5],
          [day + 20, 5],
        ]),
      )[0],
    ).toBe(0);
    expect(
      judgeDays(
        new Map([
          [day + 8, 5],
          [day + 15, 5],
        ]),
        FIRST,
        FIRST,
      ).get(FIRST)?.kind,
    ).toBe('logged');
  });
});

test('days count from 1970, weekends are Saturdays and Sundays', () => {
  expect(dayText(dayNumber('2024-02-29'))).toBe('2024-02-29');
  expect(
    ['2024-03-08', '2024-03-09', '2024-03-10', '2024-03-11', '1969-12-28'].map((day) => isWeekend(dayNumber(day))),
  ).toEqual([false, true, true, false, true]);
});

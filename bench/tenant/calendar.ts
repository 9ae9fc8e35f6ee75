import type { Draw } from './draw.ts';

/** A Monday. */
const START = Date.UTC(2024, 0, 1);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** How busy an hour of a working day is, by local time; and one of a weekend. */
const WORKDAY = [3, 2, 2, 2, 3, 5, 12, 35, 80, 100, 100, 95, 60, 80, 100, 95, 80, 45, 20, 15, 15, 12, 8, 5];
const WEEKEND = [2, 1, 1, 1, 1, 2, 3, 5, 8, 11, 12, 12, 10, 9, 9, 9, 9, 9, 9, 9, 10, 9, 6, 3];

/** Where people work: hours from UTC, and how many in a hundred of them. */
export const ZONES = [
  { offset: -5, share: 50 },
  { offset: 1, share: 35 },
  { offset: 8, share: 15 },
] as const;

/** When a tenant's people work: spreads a number of records over days and hours as they fall. */
export class Calendar {
  readonly #upTo: Float64Array;

  constructor(days: number) {
    this.#upTo = new Float64Array(days * 24);
    let sum = 0;
    for (let hour = 0; hour < days * 24; hour++) {
      const at = START + hour * HOUR;
      for (const { offset, share } of ZONES) sum += share * busyness(at, offset);
      this.#upTo[hour] = sum;
    }
  }

  /** The moment up to which so much of all work is done. @param share from 0, below 1. */
  at(share: number): number {
    const work = share * (this.#upTo.at(-1) ?? 0);
    let [low, high] = [0, this.#upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#upTo[middle] ?? 0) > work) high = middle;
      else low = middle + 1;
    }
    const before = this.#upTo[low - 1] ?? 0;
    return START + (low + (work - before) / ((this.#upTo[low] ?? 1) - before)) * HOUR;
  }
}

/** The zone of somebody who is at work at that moment. */
export function zoneAt(at: number, draw: Draw): number {
  const weights = ZONES.map(({ offset, share }) => share * busyness(at, offset));
  let left = draw.between(
    0,
    weights.reduce((sum, one) => sum + one, 0),
  );
  return Math.max(
    0,
    weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    }),
  );
}

/** Hour of the day, 0 to 24, where somebody is. */
export function localHour(at: number, zone: number): number {
  return ((((at + (ZONES[zone]?.offset ?? 0) * HOUR) % DAY) + DAY) % DAY) / HOUR;
}

/** Days since the Monday before the first, where somebody is. */
export function localDay(at: number, zone: number): number {
  return Math.floor((at + (ZONES[zone]?.offset ?? 0) * HOUR - START) / DAY) + 7;
}

function busyness(at: number, offset: number): number {
  const local = at + offset * HOUR;
  const week = Math.floor((local - START) / DAY + 7) % 7;
  return (week < 5 ? WORKDAY : WEEKEND)[Math.floor((local % DAY) / HOUR)] ?? 0;
}

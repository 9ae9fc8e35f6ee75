const DAY = 86_400_000;

/** Days since 1970-01-01 of a UTC day `YYYY-MM-DD`. */
export function dayNumber(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY);
}

/** The UTC day `YYYY-MM-DD` of a day number. */
export function dayText(number: number): string {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/** Whether a day number is a Saturday or Sunday. 1970-01-01 was a Thursday. */
export function isWeekend(number: number): boolean {
  const weekday = (((number + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

const DAY = 86_400_000;

/** UTC days from `first` to `last`, both included. */
export function daysBetween(first: string, last: string): readonly string[] {
  const count = (Date.parse(last) - Date.parse(first)) / DAY + 1;
  return Array.from({ length: count }, (_, at) => new Date(Date.parse(first) + at * DAY).toISOString().slice(0, 10));
}

export function isWorkday(day: string): boolean {
  return ![0, 6].includes(new Date(day).getUTCDay());
}

/** The span of the exports, and what is missing in it. */
export const UAL_FIRST = '2023-12-01';
export const SIGN_IN_FIRST = '2024-01-08';
export const LOGS_LAST = '2024-03-21';
export const HOLE_FIRST = '2024-02-12';
export const HOLE_LAST = '2024-02-15';
export const inHole = (day: string) => day >= HOLE_FIRST && day <= HOLE_LAST;

/** Seconds of a day: office hours, or the quiet rest for machines. */
export function instantOf(day: string, second: number): number {
  return Date.parse(day) + second * 1000;
}

/** The rows of a group, and how far a time span reaches from one of them. */
export interface Grouping {
  readonly keys: readonly string[];
  /** Seconds. */
  readonly timespan: number;
}

/** `PARTITION BY` the group, with further columns. */
export function partition({ keys }: Grouping, ...more: readonly string[]): string {
  const by = [...keys, ...more];
  return by.length === 0 ? '' : `PARTITION BY ${by.join(', ')} `;
}

/** Rows of the time span that ends with this one. */
export function spanBefore(grouping: Grouping, ...more: readonly string[]): string {
  return `(${partition(grouping, ...more)}ORDER BY "at" RANGE BETWEEN ${interval(grouping)} PRECEDING AND CURRENT ROW)`;
}

/** Rows of the time span that begins with this one. */
export function spanAfter(grouping: Grouping): string {
  return `(${partition(grouping)}ORDER BY "at" RANGE BETWEEN CURRENT ROW AND ${interval(grouping)} FOLLOWING)`;
}

/** Rows within a time span of this one, before or after. */
export function spanAround(grouping: Grouping): string {
  return `(${partition(grouping)}ORDER BY "at" RANGE BETWEEN ${interval(grouping)} PRECEDING AND ${interval(grouping)} FOLLOWING)`;
}

export function interval({ timespan }: Grouping): string {
  return `INTERVAL '${timespan}' SECOND`;
}

/**
 * Adds `run`, a number that changes where the gap to the row before is longer than the time span.
 * @returns the two queries to name one after the other; the second reads the first.
 */
export function runsOf(
  relation: string,
  grouping: Grouping,
  ...more: readonly string[]
): readonly [string, (first: string) => string] {
  const order = `(${partition(grouping, ...more)}ORDER BY "at", event_id`;
  return [
    `SELECT *, CASE WHEN LAG("at") OVER ${order}) >= "at" - ${interval(grouping)} THEN 0 ELSE 1 END AS begins FROM ${relation}`,
    (first) =>
      `SELECT *, SUM(begins) OVER ${order} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS run FROM ${first}`,
  ];
}

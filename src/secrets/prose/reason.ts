/** What counts for or against a value, and how much. */
export type Reason = readonly [number, string];

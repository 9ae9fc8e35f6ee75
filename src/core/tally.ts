/**
 * A source's balance. `expected` is taken from the container's own index (separators, files, a folder's count), never from what
 * was emitted; it is 'unknown' only where that index itself is lost.
 */
export interface Tally {
  readonly expected: number | 'unknown';
  readonly read: number;
  readonly unreadable: number;
  readonly encrypted: number;
  /** Found without an index entry; counted beside the balance. */
  readonly recovered: number;
}

export const EMPTY_TALLY: Tally = { expected: 0, read: 0, unreadable: 0, encrypted: 0, recovered: 0 };

/** Whether expected = read + unreadable + encrypted; an unknown expectation cannot be unbalanced. */
export function tallyBalances(tally: Tally): boolean {
  return tally.expected === 'unknown' || tally.expected === tally.read + tally.unreadable + tally.encrypted;
}

/** The sum of two tallies; unknown if either expectation is. */
export function addTallies(a: Tally, b: Tally): Tally {
  return {
    expected: a.expected === 'unknown' || b.expected === 'unknown' ? 'unknown' : a.expected + b.expected,
    read: a.read + b.read,
    unreadable: a.unreadable + b.unreadable,
    encrypted: a.encrypted + b.encrypted,
    recovered: a.recovered + b.recovered,
  };
}

import { type Instant, instantFromMilliseconds } from './instant.ts';

/** Where the present comes from, so that `--as-of` and tests can set it. */
export interface Clock {
  readonly now: () => Instant;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => instantFromMilliseconds(Date.now()) as Instant,
};

/** A clock that stands still at `at`. */
export function fixedClock(at: Instant): Clock {
  return { now: () => at };
}

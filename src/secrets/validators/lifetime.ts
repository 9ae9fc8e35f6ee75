import { type Instant, instantFromMilliseconds } from '../../core/index.ts';
import type { Validity } from '../finding.ts';

/** The lifetime a value states of itself, judged at `asOf` where that is given. */
export function lifetimeValidity(mintedAt: Instant | null, expiresAt: Instant | null, asOf: Instant | null): Validity {
  if (expiresAt === null) return { state: 'unknown', reason: 'no end of its lifetime is stated', mintedAt, expiresAt };
  if (asOf === null) return { state: 'unknown', reason: `its lifetime ends ${expiresAt}`, mintedAt, expiresAt };
  const over = expiresAt <= asOf;
  return {
    state: over ? 'expired' : 'active',
    reason: over
      ? `its lifetime ended ${expiresAt}`
      : `within its lifetime until ${expiresAt}; it may still have been revoked`,
    mintedAt,
    expiresAt,
  };
}

/** RFC 7519 NumericDate: seconds since 1970. */
export function numericDate(value: unknown): Instant | null {
  return typeof value === 'number' ? instantFromMilliseconds(value * 1000) : null;
}

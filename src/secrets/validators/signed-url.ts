import { Buffer } from 'node:buffer';
import { type Instant, instantFromMilliseconds, parseInstant } from '../../core/index.ts';
import { lifetimeValidity } from './lifetime.ts';
import type { Validator } from './verdict.ts';

const LONGEST_SECONDS = 10_000_000_000;

/**
 * Signed addresses that state their lifetime: Amazon S3 (`X-Amz-Date`, `X-Amz-Expires`, Signature Version 4), Google Cloud Storage (`X-Goog-…`, V4
 * signing), and `Expires` in seconds since 1970 (CloudFront, S3's second version, Google's), or the `DateLessThan` of a CloudFront policy.
 */
export const signedUrl: Validator = ({ secret, asOf }) => {
  const signedAt = dated(secret);
  const seconds = numberOf(secret, /[?&;]X-(?:Amz|Goog)-Expires=(\d{1,10})(?!\d)/i);
  const endsAt =
    signedAt !== null && seconds !== null ? after(signedAt, seconds) : (statedEnd(secret) ?? policyEnd(secret));
  if (endsAt === null) return { type: 'keep' };
  return { type: 'keep', reason: 'it states its expiry', validity: lifetimeValidity(signedAt, endsAt, asOf) };
};

function dated(url: string): Instant | null {
  const [, year, month, day, hour, minute, second] =
    /[?&;]X-(?:Amz|Goog)-Date=(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/i.exec(url) ?? [];
  return year === undefined ? null : parseInstant(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function after(at: Instant, seconds: number): Instant | null {
  return instantFromMilliseconds(Date.parse(at) + seconds * 1000);
}

function statedEnd(url: string): Instant | null {
  const seconds = numberOf(url, /[?&;]Expires=(\d{9,11})(?!\d)/i);
  return seconds === null ? null : instantFromMilliseconds(seconds * 1000);
}

/** A policy is JSON in base64 with `-`, `_` and `~` for what a URL may not hold. */
function policyEnd(url: string): Instant | null {
  const policy = /[?&;]Policy=([A-Za-z0-9~_-]{16,1200})/.exec(url)?.[1] ?? '';
  const json = Buffer.from(policy.replaceAll('-', '+').replaceAll('_', '=').replaceAll('~', '/'), 'base64').toString(
    'utf8',
  );
  const seconds = numberOf(
    json,
    /"DateLessThan"\s{0,8}:\s{0,8}\{\s{0,8}"AWS:EpochTime"\s{0,8}:\s{0,8}(\d{9,11})(?!\d)/,
  );
  return seconds === null ? null : instantFromMilliseconds(seconds * 1000);
}

function numberOf(text: string, shape: RegExp): number | null {
  const value = Number(shape.exec(text)?.[1] ?? Number.NaN);
  return Number.isFinite(value) && value <= LONGEST_SECONDS ? value : null;
}

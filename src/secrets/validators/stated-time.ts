import { type Instant, instantFromMilliseconds } from '../../core/index.ts';
import { KEEP, type Validator, type Verdict } from './verdict.ts';

const UUID =
  /(?<![0-9a-f])([0-9a-f]{8})-?([0-9a-f]{4})-?([167])([0-9a-f]{3})-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}(?![0-9a-f])/i;
/** 100 nanoseconds from 15 October 1582, from which versions 1 and 6 count, to 1970. */
const TICKS_TO_1970 = 0x01b21dd213814000n;
const TICKS_A_MILLISECOND = 10_000n;
/** Crockford's Base32; the first ten characters of a ULID are milliseconds since 1970 (github.com/ulid/spec). */
const ULID = /(?<![0-9a-z])([0-7][0-9a-hjkmnp-tv-z]{9})[0-9a-hjkmnp-tv-z]{16}(?![0-9a-z])/i;
const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
/** A time before or after these is one by chance. */
const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2060, 0, 1);

/** When a key was minted that is a UUID of version 1, 6 or 7 (RFC 9562); those of version 4 tell nothing. */
export const uuidTime: Validator = ({ secret }) => mintedAt(timeOfUuid(secret));

/** @returns null for a version without a time, or where the time is none that a key was minted at */
function timeOfUuid(text: string): Instant | null {
  const [, first = '', second = '', version, third = ''] = UUID.exec(text) ?? [];
  if (version === undefined) return null;
  if (version === '7') return plausible(Number.parseInt(`${first}${second}`, 16));
  const ticks = version === '6' ? `${first}${second}${third}` : `${third}${second}${first}`;
  return plausible(Number((BigInt(`0x${ticks}`) - TICKS_TO_1970) / TICKS_A_MILLISECOND));
}

/** When a key was minted whose identifier is a MongoDB ObjectId: its first four bytes are seconds since 1970 (bsonspec.org). */
export const objectIdTime: Validator = ({ secret }) => {
  const seconds = /(?<![0-9a-f])([0-9a-f]{8})[0-9a-f]{16}(?![0-9a-f])/i.exec(secret)?.[1];
  return mintedAt(seconds === undefined ? null : plausible(Number.parseInt(seconds, 16) * 1000));
};

/** When a key was minted that holds a ULID, as Paddle's do: 26 characters whose order is that in which they were made. */
export const ulidTime: Validator = ({ secret }) => {
  const time = ULID.exec(secret)?.[1];
  if (time === undefined) return KEEP;
  const digits = Array.from(time.toLowerCase(), (digit) => CROCKFORD.indexOf(digit));
  return mintedAt(plausible(digits.reduce((above, digit) => above * CROCKFORD.length + digit, 0)));
};

/** `at` as the time of minting; nothing where it is null. */
export function mintedAt(at: Instant | null): Verdict {
  if (at === null) return KEEP;
  const reason = `minted ${at.slice(0, 10)}`;
  return { type: 'keep', reason, validity: { state: 'unknown', reason, mintedAt: at, expiresAt: null } };
}

/** @param milliseconds since 1970 */
export function plausible(milliseconds: number): Instant | null {
  return milliseconds >= EARLIEST && milliseconds < LATEST ? instantFromMilliseconds(milliseconds) : null;
}

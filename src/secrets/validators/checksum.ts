import { crc32 } from 'node:zlib';
import type { Validator, Verdict } from './verdict.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

function base62(value: number, width: number): string {
  let digits = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) digits = BASE62.charAt(rest % 62) + digits;
  return digits.padStart(width, '0');
}

/** What a checksum's outcome does: a failed one lowers confidence and never drops a finding. */
export function judged(passes: boolean): Verdict {
  const reason = passes ? 'checksum passes' : 'checksum fails: mistyped, cut off or made up';
  return {
    type: 'keep',
    reason,
    ...(passes ? {} : { confidence: 'lower' as const }),
    validity: { state: passes ? 'unknown' : 'malformed', reason, mintedAt: null, expiresAt: null },
  };
}

/**
 * GitHub's and npm's tokens since 2021: after the prefix's underscore 30 characters, then six that are the base62 of the
 * CRC-32 of those 30 (github.blog, "Behind GitHub's new authentication token formats", 2021-04-05).
 */
export const base62Checksum: Validator = ({ secret }) => {
  const body = secret.slice(secret.indexOf('_') + 1);
  if (body.length !== 36) return { type: 'keep', reason: 'a form without the known checksum' };
  return judged(base62(crc32(body.slice(0, 30)), 6) === body.slice(30));
};

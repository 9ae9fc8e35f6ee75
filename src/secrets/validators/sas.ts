import type { Instant } from '../../core/index.ts';
import { parseInstant } from '../../core/index.ts';
import { lifetimeValidity } from './lifetime.ts';
import { percentDecoded } from './percent-encoding.ts';
import type { Validator } from './verdict.ts';

/**
 * Azure shared access signatures: `st` and `se` are start and expiry; without `se` a stored policy may hold it. One that a user signed names that
 * user's object id (`skoid`) and tenant (`sktid`), and ends at the latest with the key it was signed with (`ske`); one of Service Bus
 * names its resource (`sr`) and policy (`skn`).
 */
export const sharedAccessSignature: Validator = ({ text, host, asOf }) => {
  const ends = [instantIn(text, 'se'), instantIn(text, 'ske')].filter((end) => end !== null).sort();
  const validity = lifetimeValidity(instantIn(text, 'st'), ends[0] ?? null, asOf);
  const signer = parameter(text, 'skoid') ?? parameter(text, 'skn');
  const tenant = parameter(text, 'sktid');
  const resource = host ?? resourceHost(text);
  const reason = ends.length > 0 ? 'it states its expiry' : 'no expiry in it: a stored access policy may hold one';
  return {
    type: 'keep',
    validity: ends.length > 0 ? validity : { ...validity, reason },
    reason: tenant === null ? reason : `${reason}; signed with a key of tenant ${tenant}`,
    ...(signer === null ? {} : { principal: signer }),
    ...(resource === null ? {} : { host: resource }),
  };
};

/** The account a connection string's key belongs to, under the suffix it names or Azure's own. */
export const storageAccount: Validator = ({ text, principal, host }) => {
  if (principal === null || host !== null) return { type: 'keep' };
  const suffix = /;EndpointSuffix=([a-z0-9.-]{5,60})/i.exec(text)?.[1] ?? 'core.windows.net';
  return { type: 'keep', host: `${principal}.blob.${suffix}` };
};

function instantIn(text: string, name: string): Instant | null {
  const value = parameter(text, name);
  return value === null ? null : instantOf(value);
}

/** Service Bus and IoT Hub name the resource by its address; in storage `sr` is a letter for its kind. */
function resourceHost(text: string): string | null {
  const resource = parameter(text, 'sr')?.replace(/^[a-z]{2,6}:\/\//, '') ?? '';
  return /^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/.exec(resource)?.[0] ?? null;
}

function parameter(text: string, name: string): string | null {
  const match = new RegExp(`(?:[?&;]|SharedAccessSignature[ =])(?:amp;)?${name}=([^&\\s"'<>]{1,300})`).exec(text);
  return match?.[1] === undefined ? null : percentDecoded(match[1]);
}

/** A date, or for Service Bus seconds since 1970. */
function instantOf(value: string): Instant | null {
  return /^\d{9,11}$/.test(value) ? parseInstant(new Date(Number(value) * 1000).toISOString()) : parseInstant(value);
}

import { parseInstant } from '../../core/index.ts';
import { lifetimeValidity } from './lifetime.ts';
import type { Validator } from './verdict.ts';

/** Azure shared access signatures: `st` and `se` are start and expiry; without `se` a stored policy may hold it. */
export const sharedAccessSignature: Validator = ({ text, asOf }) => {
  const expiry = parameter(text, 'se');
  const start = parameter(text, 'st');
  const validity = lifetimeValidity(
    start === null ? null : instantOf(start),
    expiry === null ? null : instantOf(expiry),
    asOf,
  );
  if (expiry !== null) return { type: 'keep', validity, reason: 'it states its expiry' };
  return { type: 'keep', validity: { ...validity, reason: 'no expiry in it: a stored access policy may hold one' } };
};

function parameter(text: string, name: string): string | null {
  const match = new RegExp(`[?&;]${name}=([^&\\s"'<>]{1,60})`).exec(text);
  return match?.[1] === undefined ? null : match[1].replaceAll('%3A', ':').replaceAll('%3a', ':');
}

/** A date, or for Service Bus seconds since 1970. */
function instantOf(value: string): ReturnType<typeof parseInstant> {
  return /^\d{9,11}$/.test(value) ? parseInstant(new Date(Number(value) * 1000).toISOString()) : parseInstant(value);
}

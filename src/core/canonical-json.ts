import canonicalize from 'canonicalize';

/** A value JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * RFC 8785 canonical JSON: the one text of a value, for hashing and signing.
 * @throws TypeError for values JSON cannot hold (NaN, undefined at the top).
 */
export function canonicalJson(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no JSON form');
  return text;
}

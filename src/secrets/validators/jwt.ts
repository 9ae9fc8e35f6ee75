import { Buffer } from 'node:buffer';
import { lifetimeValidity, numericDate } from './lifetime.ts';
import { PUBLISHED_EXAMPLE, REJECT, type Validator } from './verdict.ts';

type Claims = Readonly<Record<string, unknown>>;

/** Claims that name whom a token speaks for, the most telling first (Entra's, OpenID's, RFC 7519's). */
const PRINCIPAL_CLAIMS = ['upn', 'preferred_username', 'unique_name', 'email', 'appid', 'azp', 'client_id', 'sub'];

/** RFC 7519: reads a JSON Web Token's header and claims; what has no JSON header is no token. */
export const jsonWebToken: Validator = ({ secret, asOf }) => {
  const [header, payload] = secret.split('.');
  const head = claimsOf(header);
  if (head === null || !('alg' in head || 'typ' in head || 'enc' in head)) return REJECT;
  const claims = claimsOf(payload);
  if (claims === null) return { type: 'keep', reason: 'an encrypted or unreadable token: its claims are hidden' };
  if (isTutorial(claims)) return PUBLISHED_EXAMPLE;
  const principal = firstText(claims, PRINCIPAL_CLAIMS);
  const issuer = firstText(claims, ['iss']);
  return {
    type: 'keep',
    validity: lifetimeValidity(numericDate(claims.iat ?? claims.nbf), numericDate(claims.exp), asOf),
    reason: issuer === null ? 'a JSON Web Token without issuer' : `issued by ${issuer}`,
    ...(principal === null ? {} : { principal }),
    ...(issuer === null ? {} : { host: issuer }),
  };
};

/** The claims of jwt.io's example, which tutorials sign with keys of their own. */
function isTutorial(claims: Claims): boolean {
  return claims.sub === '1234567890' && (claims.name === 'John Doe' || claims.name === undefined);
}

function claimsOf(part: string | undefined): Claims | null {
  if (part === undefined || part === '') return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : null;
  } catch {
    return null;
  }
}

function firstText(claims: Claims, names: readonly string[]): string | null {
  for (const name of names) {
    const value = claims[name];
    if (typeof value === 'string' && value !== '' && value.length <= 200) return value;
  }
  return null;
}

import { type Fields, fieldsOf, firstText } from './json-payload.ts';
import { lifetimeValidity, numericDate } from './lifetime.ts';
import { KEEP, PUBLISHED_EXAMPLE, REJECT, type Validator, type Verdict } from './verdict.ts';

/** Claims that name whom a token speaks for, the most telling first (Entra's, OpenID's, RFC 7519's). */
const PRINCIPAL_CLAIMS = ['upn', 'preferred_username', 'unique_name', 'email', 'appid', 'azp', 'client_id', 'sub'];
/** Claims that name what else a token belongs to, and how a reader calls them (learn.microsoft.com, access token claims reference). */
const TOLD: readonly (readonly [string, readonly string[]])[] = [
  ['tenant', ['tid']],
  ['application', ['appid', 'azp', 'client_id']],
  ['key id', ['appidkid', 'azpkid']],
];

/** RFC 7519: reads a JSON Web Token's header and claims; what has no JSON header is no token. */
export const jsonWebToken: Validator = ({ secret, asOf }) => {
  const [header, payload] = secret.split('.');
  const head = fieldsOf(header);
  if (head === null || !('alg' in head || 'typ' in head || 'enc' in head)) return REJECT;
  const claims = fieldsOf(payload);
  if (claims === null) return { type: 'keep', reason: 'an encrypted or unreadable token: its claims are hidden' };
  if (isTutorial(claims)) return PUBLISHED_EXAMPLE;
  const principal = firstText(claims, PRINCIPAL_CLAIMS);
  const issuer = firstText(claims, ['iss']);
  return {
    type: 'keep',
    validity: lifetimeValidity(numericDate(claims.iat ?? claims.nbf), numericDate(claims.exp), asOf),
    reason: [issuer === null ? 'a JSON Web Token without issuer' : `issued by ${issuer}`, ...told(claims)].join(', '),
    ...(principal === null ? {} : { principal }),
    ...(issuer === null ? {} : { host: issuer }),
  };
};

/** `ghs_` with an application's number and a JSON Web Token (GitHub's installation tokens since April 2026; github.blog/changelog). */
export const githubInstallationToken: Validator = ({ secret, ...claim }) => {
  const [, application, token] = /^ghs_(\d{1,12})_(eyJ.{1,700})$/.exec(secret) ?? [];
  if (application === undefined || token === undefined) return KEEP;
  const read: Verdict = jsonWebToken({ ...claim, secret: token });
  if (read.type === 'reject') return { type: 'keep', principal: `GitHub App ${application}` };
  return { ...read, principal: `GitHub App ${application}`, reason: `of GitHub App ${application}, ${read.reason}` };
};

/** Whom a token is for, its tenant, application and key, as far as it says. */
function told(claims: Fields): readonly string[] {
  const named = TOLD.flatMap(([what, names]) => {
    const value = firstText(claims, names);
    return value === null ? [] : [`${what} ${value}`];
  });
  const audience = firstText(claims, ['aud']) ?? firstOf(claims.aud);
  return audience === null ? named : [`for ${audience}`, ...named];
}

function firstOf(value: unknown): string | null {
  const first: unknown = Array.isArray(value) ? value[0] : null;
  return firstText({ first }, ['first']);
}

/** The claims of jwt.io's example, which tutorials sign with keys of their own. */
function isTutorial(claims: Fields): boolean {
  return claims.sub === '1234567890' && (claims.name === 'John Doe' || claims.name === undefined);
}

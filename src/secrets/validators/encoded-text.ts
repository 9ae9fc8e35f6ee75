import { Buffer } from 'node:buffer';
import { readBack } from './decoded.ts';
import { KEEP, REJECT, type Validator } from './verdict.ts';

function fromBase64(value: string): string {
  return Buffer.from(value, 'base64').toString('utf8');
}

/** A value in base64: the credential is its text; what is no text stays as it is. */
export const base64Text: Validator = ({ secret }) => readBack(fromBase64(secret), 'base64');

/** RFC 4616: authorisation identity, user and password, each ended by a NUL. */
export const saslPlain: Validator = ({ secret }) => {
  const [, user, password, ...rest] = fromBase64(secret).split('\0');
  if (user === undefined || password === undefined || password === '' || rest.length > 0) return REJECT;
  const verdict = readBack(password, 'base64');
  return verdict.type === 'keep' ? { ...verdict, principal: user } : verdict;
};

/** RFC 2849: two colons stand before a value in base64. */
export const ldifValue: Validator = ({ secret, text }) =>
  /userPassword::/i.test(text) ? readBack(fromBase64(secret), 'base64') : KEEP;

const UNDERSCORE = 0x5f;

/** WebSphere's `{xor}`: base64 of each byte's exclusive or with an underscore. */
export const websphereXor: Validator = ({ secret }) =>
  readBack(Buffer.from(Buffer.from(secret, 'base64').map((byte) => byte ^ UNDERSCORE)).toString(), '{xor}');

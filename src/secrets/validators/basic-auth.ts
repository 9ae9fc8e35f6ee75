import { Buffer } from 'node:buffer';
import { isPlaceholder } from './placeholder.ts';
import { REJECT, type Validator } from './verdict.ts';

/** RFC 7617: the value is the base64 of user:password; the credential is the password. */
export const basicAuthentication: Validator = ({ secret }) => {
  const bytes = Buffer.from(secret, 'base64');
  const text = bytes.toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0 || /[\x00-\x1f\x7f\ufffd]/.test(text)) return REJECT;
  const user = text.slice(0, colon);
  const password = text.slice(colon + 1);
  if (password === '' ? user.length < 16 : isPlaceholder(password)) return REJECT;
  return {
    type: 'keep',
    secret: password === '' ? user : password,
    reason: 'decodes to a user and password',
    ...(password === '' || user === '' ? {} : { principal: user }),
  };
};

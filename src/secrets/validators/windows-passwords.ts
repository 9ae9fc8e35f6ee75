import { Buffer } from 'node:buffer';
import { createDecipheriv } from 'node:crypto';
import { attempt, readBack } from './decoded.ts';
import type { Validator } from './verdict.ts';

/** Published in [MS-GPPREF], section 2.2.1.1.4. */
const POLICY_KEY = Buffer.from('4e9906e8fcb66cc9faf49310620ffee8f496e806cc057990209b09a433b66c1b', 'hex');

/** Group Policy preferences `cpassword`: AES-256-CBC of UTF-16 under Microsoft's published key. */
export const groupPolicyPassword: Validator = ({ secret }) =>
  readBack(
    attempt(() => {
      const cipher = createDecipheriv('aes-256-cbc', POLICY_KEY, Buffer.alloc(16));
      return Buffer.concat([cipher.update(Buffer.from(secret, 'base64')), cipher.final()]).toString('utf16le');
    }),
    'cpassword',
  );

/** Answer files (`unattend.xml`): base64 of the UTF-16 password with the element's name after it. */
export const unattendPassword: Validator = ({ secret }) => {
  const text = Buffer.from(secret, 'base64').toString('utf16le');
  return readBack(text.replace(/(?:Administrator)?Password$/, ''), 'the encoded form');
};

/** `unicodePwd` ([MS-ADTS], section 3.1.1.3.1.5): UTF-16 between quotation marks. */
export const quotedUtf16: Validator = ({ secret }) => {
  const text = Buffer.from(secret, 'base64').toString('utf16le');
  return readBack(/^"(.{1,200})"$/.exec(text)?.[1] ?? null, 'the encoded form');
};

/** BitLocker's recovery password: eight groups of six digits, each a multiple of 11 below 720,896. */
export const bitlockerGroups: Validator = ({ secret }) => {
  const passes = secret.split('-').every((group) => Number(group) % 11 === 0 && Number(group) < 720_896);
  return passes
    ? { type: 'keep', reason: 'the check of each group passes' }
    : { type: 'keep', confidence: 'lower', reason: 'the check of a group fails: mistyped or made up' };
};

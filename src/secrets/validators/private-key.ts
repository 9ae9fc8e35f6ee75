import { Buffer } from 'node:buffer';
import { readArmour } from './armour.ts';
import { REJECT, type Validator } from './verdict.ts';

const SEQUENCE = 0x30;

/**
 * PEM (RFC 7468) and its kin. The credential is the block as its writer had it, so that a quoted copy is the same credential. An
 * empty or elided body is no key.
 */
export const pemPrivateKey: Validator = ({ secret }) => {
  const { body, canonical } = readArmour(secret);
  if (body.length < 40 || new Set(body).size < 12) return REJECT;
  const encrypted = /ENCRYPTED/.test(canonical) || Buffer.from(body.slice(0, 120), 'base64').includes('bcrypt');
  return {
    type: 'keep',
    secret: canonical,
    reason: encrypted ? 'a private key under a passphrase' : bodyReason(body),
    ...(encrypted ? { confidence: 'lower' as const } : {}),
  };
};

function bodyReason(body: string): string {
  const start = Buffer.from(body.slice(0, 40), 'base64');
  if (start[0] === SEQUENCE) return 'a private key in DER, without a passphrase';
  if (start.toString('latin1').startsWith('openssh-key-v1')) return 'an OpenSSH private key without a passphrase';
  return 'a private key block';
}

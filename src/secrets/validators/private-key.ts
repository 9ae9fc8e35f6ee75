import { Buffer } from 'node:buffer';
import { REJECT, type Validator } from './verdict.ts';

const SEQUENCE = 0x30;

/**
 * PEM (RFC 7468) and its kin. The credential is the block without quote marks, escapes and carriage returns, so that a quoted copy is
 * the same credential. An empty or elided body is no key.
 */
export const pemPrivateKey: Validator = ({ secret }) => {
  const block = secret.replaceAll('\\n', '\n').replaceAll('\\r', '').replaceAll('\r', '').replaceAll('\\/', '/');
  const lines = block
    .split('\n')
    .map((line) => line.replace(/^[\s>|*"'+,]{0,40}/, '').replace(/["'\s,+\\]{1,20}$/, ''));
  const body = lines.filter((line) => /^[A-Za-z0-9+/=]{1,2000}$/.test(line) && !line.startsWith('-----')).join('');
  if (body.length < 40 || new Set(body).size < 12) return REJECT;
  const encrypted = /ENCRYPTED/.test(block) || Buffer.from(body.slice(0, 120), 'base64').includes('bcrypt');
  const canonical = lines.filter((line) => line !== '').join('\n');
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

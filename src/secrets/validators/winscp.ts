import { Buffer } from 'node:buffer';
import { readBack } from './decoded.ts';
import type { Validator } from './verdict.ts';

const MAGIC = 0xa3;
const WITH_KEY = 0xff;
const LONG_LENGTH = 2;

/** WinSCP without a master password: each byte inverted and mixed with a constant; before the password stand user and host. */
function winscpText(value: string, userAndHost: string): string | null {
  const bytes = [...Buffer.from(value, 'hex')].map((byte) => ~(byte ^ MAGIC) & 0xff);
  const take = (): number => bytes.shift() ?? 0;
  const flag = take();
  const isKeyed = flag === WITH_KEY;
  const version = isKeyed ? take() : 0;
  const length = !isKeyed ? flag : version === LONG_LENGTH ? take() * 256 + take() : take();
  bytes.splice(0, take());
  if (length === 0 || bytes.length < length) return null;
  const text = Buffer.from(bytes.slice(0, length)).toString('utf8');
  return isKeyed && text.startsWith(userAndHost) ? text.slice(userAndHost.length) : text;
}

export const winscpPassword: Validator = ({ secret, principal, host }) =>
  readBack(winscpText(secret, `${principal ?? ''}${host ?? ''}`), 'its form');

import { PUBLISHED_EXAMPLE, type Validator } from './verdict.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ACCOUNT_MASK = 0x7fffffffff80n;

/**
 * The 12-digit account an access key id belongs to: bits 7 to 46 of the first 48 bits after the four-letter prefix, in base32.
 * Keys made before 2019 (fifth character below "Q") do not carry it.
 * @returns null where the id has no account in it.
 */
export function accountOfKeyId(keyId: string): string | null {
  const letters = [...keyId.slice(4, 14)].map((letter) => BASE32.indexOf(letter));
  if (letters.length < 10 || letters.some((value) => value < 0) || (letters[0] ?? 0) < BASE32.indexOf('Q')) return null;
  const bits = letters.reduce((sum, value) => (sum << 5n) | BigInt(value), 0n) >> 2n;
  return String((bits & ACCOUNT_MASK) >> 7n).padStart(12, '0');
}

/** Names the account of an AWS access key id as the host. */
export const awsKeyId: Validator = ({ secret, principal }) => {
  const keyId = /^A[A-Z0-9]{19}$/.test(secret) ? secret : principal;
  if (secret.endsWith('EXAMPLE') || secret.includes('EXAMPLEKEY')) return PUBLISHED_EXAMPLE;
  const account = keyId === null ? null : accountOfKeyId(keyId);
  if (account === null) return { type: 'keep' };
  return { type: 'keep', host: `aws account ${account}`, reason: `the key id belongs to AWS account ${account}` };
};

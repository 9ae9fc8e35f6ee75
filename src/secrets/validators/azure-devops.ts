import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { judged } from './checksum.ts';
import { KEEP, type Validator } from './verdict.ts';

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 52;
/** The bytes of the 32 that hold the checksum, its least significant first; the others are random. */
const CHECKED_AT = [22, 8, 7, 2] as const;
/** The CRC-32 of the random bytes is mixed with one of these: a user's token, an application's secret. */
const SEEDS = [0xe0b9692d, 0x1019f92e] as const;

/** Azure DevOps tokens of 52 characters (github.com/microsoft/sarif-pattern-matcher, SEC101/102). */
export const azureDevopsChecksum: Validator = ({ secret }) => {
  const bytes = fromBase32(secret.toLowerCase());
  if (bytes === null) return KEEP;
  const random = bytes.filter((_, index) => !CHECKED_AT.some((at) => at === index));
  const stated = Buffer.from(CHECKED_AT.map((at) => bytes[at] ?? 0)).readUInt32LE();
  return judged(SEEDS.some((seed) => (crc32(random) ^ seed) >>> 0 === stated));
};

function fromBase32(text: string): Buffer | null {
  const digits = [...text].map((letter) => BASE32.indexOf(letter));
  if (text.length !== LENGTH || digits.some((digit) => digit < 0)) return null;
  const bits = digits.map((digit) => digit.toString(2).padStart(5, '0')).join('');
  return Buffer.from(
    Array.from({ length: 32 }, (_, index) => Number.parseInt(bits.slice(8 * index, 8 * index + 8), 2)),
  );
}

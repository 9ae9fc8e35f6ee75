import { Buffer } from 'node:buffer';
import { judged } from './checksum.ts';
import { marvin32 } from './marvin.ts';
import type { Validator } from './verdict.ts';

const DIGITS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~';
const SEED = 'AadPwd00';
const CHECK_LENGTH = 3;

/**
 * An Entra client secret's first three characters are the `hint` a directory export shows beside its key id. Since 2022 (`8Q~`) its last
 * three are the first of a Marvin32 of the rest, in a base of 66 (github.com/microsoft/security-utilities, SEC101/156).
 */
export const entraClientSecret: Validator = ({ secret }) => {
  if (!secret.includes('8Q~')) return { type: 'keep', reason: 'the shape of an Entra client secret of 2021' };
  const sum = marvin32(Buffer.from(secret.slice(0, -CHECK_LENGTH), 'latin1'), SEED);
  return judged(written(sum).slice(0, CHECK_LENGTH) === secret.slice(-CHECK_LENGTH));
};

function written(value: number): string {
  let digits = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / DIGITS.length)) {
    digits = DIGITS.charAt(rest % DIGITS.length) + digits;
  }
  return digits;
}

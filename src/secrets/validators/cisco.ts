import { Buffer } from 'node:buffer';
import { createDecipheriv, createHash } from 'node:crypto';
import { attempt, readBack } from './decoded.ts';
import { KEEP, type Validator } from './verdict.ts';

/** The constant of IOS type 7, printed in every description of it. */
const CONSTANT = 'dsfd;kfoA,.iyewrkldJKDHSUBsgvca69834ncxv9873254k;fg87';

/** IOS type 7: two digits say where in the constant to begin; each byte is its exclusive or with the constant's next. */
function ciscoSevenText(value: string): string {
  const start = Number(value.slice(0, 2));
  const bytes = Buffer.from(value.slice(2), 'hex');
  return Buffer.from(bytes.map((byte, at) => byte ^ CONSTANT.charCodeAt((start + at) % CONSTANT.length))).toString();
}

/** Reads type 7 back; other types are hashes and stay as they are. */
export const ciscoSeven: Validator = ({ secret }) =>
  /^[01]\d(?:[0-9A-F]{2}){1,120}$/i.test(secret) ? readBack(ciscoSevenText(secret), 'type 7') : KEEP;

/** `enc_GroupPwd` of a VPN client's profile: 3DES under keys hashed from the value's own first twenty bytes. */
export const ciscoVpnProfile: Validator = ({ secret, text }) =>
  /^enc_/i.test(text)
    ? readBack(
        attempt(() => profileText(Buffer.from(secret, 'hex'))),
        'enc_ form',
      )
    : KEEP;

function profileText(value: Buffer): string | null {
  const seed = value.subarray(0, 20);
  const body = value.subarray(40);
  if (body.length === 0 || !sha1(body).equals(value.subarray(20, 40))) return null;
  const key = Buffer.concat([sha1(stepped(seed, 1)), sha1(stepped(seed, 3)).subarray(0, 4)]);
  const cipher = createDecipheriv('des-ede3-cbc', key, seed.subarray(0, 8));
  return Buffer.concat([cipher.update(body), cipher.final()]).toString();
}

function stepped(seed: Buffer, by: number): Buffer {
  const copy = Buffer.from(seed);
  copy[19] = (copy[19] ?? 0) + by;
  return copy;
}

function sha1(bytes: Buffer): Buffer {
  return createHash('sha1').update(bytes).digest();
}

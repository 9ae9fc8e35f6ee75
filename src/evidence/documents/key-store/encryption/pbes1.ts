import { hash } from 'node:crypto';
import type { Asn1Value } from '../../../asn1/asn1-value.ts';
import { BER } from '../../../asn1/ber.ts';
import { LONGEST_SALT, type PasswordTry } from '../effort.ts';
import { decryptPadded, unpadded } from './padding.ts';
import type { PasswordCipher } from './password-cipher.ts';
import { bmpPassword, type Derivation, PURPOSE, pkcs12Bytes } from './pkcs12-kdf.ts';
import { decryptRc2 } from './rc2.ts';

/** Salt and rounds, as PBES1 and PKCS#12 have them. */
type Salted = Pick<Derivation, 'salt' | 'rounds'>;

interface Pbes1 {
  readonly hash: string;
  readonly cipher: string;
  readonly decrypt: (salted: Salted, data: Buffer, password: PasswordTry) => Buffer | null;
}

const BLOCK = 8;
const ENTIRE_KEY = 24;

/** RFC 7292 appendix C, RFC 8018 A.3, and the one of Java's JCEKS. */
const SCHEMES: ReadonlyMap<string, Pbes1> = new Map([
  ['1.2.840.113549.1.12.1.3', { hash: 'SHA-1', cipher: 'triple DES', decrypt: pkcs12Des(24) }],
  ['1.2.840.113549.1.12.1.4', { hash: 'SHA-1', cipher: 'triple DES of two keys', decrypt: pkcs12Des(16) }],
  ['1.2.840.113549.1.12.1.5', { hash: 'SHA-1', cipher: 'RC2 of 128 bits', decrypt: pkcs12Rc2(16) }],
  ['1.2.840.113549.1.12.1.6', { hash: 'SHA-1', cipher: 'RC2 of 40 bits', decrypt: pkcs12Rc2(5) }],
  ['1.2.840.113549.1.5.3', { hash: 'MD5', cipher: 'DES', decrypt: plainDes('md5') }],
  ['1.2.840.113549.1.5.10', { hash: 'SHA-1', cipher: 'DES', decrypt: plainDes('sha1') }],
  ['1.3.6.1.4.1.42.2.19.1', { hash: 'MD5', cipher: 'triple DES', decrypt: javaDes }],
]);

/** A cipher of PBES1; null for one that is not known here, or without its parameters. */
export function pbes1Cipher(oid: string, parameters: Asn1Value): PasswordCipher | null {
  const scheme = SCHEMES.get(oid);
  const salt = parameters.child(BER.octetString)?.octets() ?? null;
  const rounds = parameters.children[1]?.count() ?? null;
  if (
    scheme === undefined ||
    salt === null ||
    salt.length === 0 ||
    salt.length > LONGEST_SALT ||
    rounds === null ||
    rounds === 0
  )
    return null;
  return {
    name: `${scheme.hash} (${rounds} rounds), ${scheme.cipher}`,
    // Key and initialisation vector, each of up to two digests.
    cost: rounds * 3,
    decrypt: (data, password) => scheme.decrypt({ salt, rounds }, data, password),
  };
}

function pkcs12Keys(salted: Salted, password: PasswordTry, length: number) {
  const derivation = { hash: 'sha1', ...salted } as const;
  const bytes = bmpPassword(password.text, password.isNone);
  return {
    key: pkcs12Bytes(derivation, bytes, PURPOSE.key, length),
    iv: pkcs12Bytes(derivation, bytes, PURPOSE.iv, BLOCK),
  };
}

function pkcs12Des(length: 16 | 24): Pbes1['decrypt'] {
  return (salted, data, password) => {
    const { key, iv } = pkcs12Keys(salted, password, length);
    return decryptPadded('des-ede3-cbc', Buffer.concat([key, key]).subarray(0, ENTIRE_KEY), iv, data);
  };
}

function pkcs12Rc2(length: number): Pbes1['decrypt'] {
  return (salted, data, password) => {
    if (data.length % BLOCK !== 0) return null;
    const { key, iv } = pkcs12Keys(salted, password, length);
    return unpadded(decryptRc2(key, length * 8, iv, data), BLOCK);
  };
}

/** PBKDF1 (RFC 8018 §5.1); DES is triple DES whose three keys are one. */
function plainDes(algorithm: 'md5' | 'sha1'): Pbes1['decrypt'] {
  return ({ salt, rounds }, data, { text }) => {
    const derived = rehashed(algorithm, Buffer.concat([Buffer.from(text), salt]), rounds);
    const key = derived.subarray(0, BLOCK);
    return decryptPadded('des-ede3-cbc', Buffer.concat([key, key, key]), derived.subarray(BLOCK, 2 * BLOCK), data);
  };
}

function rehashed(algorithm: 'md5' | 'sha1', first: Buffer, rounds: number): Buffer {
  let digest = hash(algorithm, first, 'buffer');
  for (let round = 1; round < rounds; round += 1) digest = hash(algorithm, digest, 'buffer');
  return digest;
}

/** Each half of the salt is hashed with the password again and again; of two equal halves the first is turned about. */
function javaDes({ salt, rounds }: Salted, data: Buffer, { text }: PasswordTry): Buffer | null {
  const halves = [Buffer.from(salt.subarray(0, 4)), Buffer.from(salt.subarray(4, 8))];
  if (halves[1] !== undefined && halves[0]?.equals(halves[1])) turnAbout(halves[0]);
  const password = Buffer.from(text, 'latin1');
  const derived = Buffer.concat(
    halves.map((half) => {
      let digest: Buffer = half;
      for (let round = 0; round < rounds; round += 1) digest = hash('md5', Buffer.concat([digest, password]), 'buffer');
      return digest;
    }),
  );
  return decryptPadded('des-ede3-cbc', derived.subarray(0, ENTIRE_KEY), derived.subarray(ENTIRE_KEY), data);
}

/** As Java does it, which is not quite a reversal: the second byte is lost. */
function turnAbout(half: Buffer): void {
  const [first = 0, second = 0, , last = 0] = half;
  for (const [at, byte] of [last, first, second, first].entries()) half[at] = at === 3 ? first : byte;
}

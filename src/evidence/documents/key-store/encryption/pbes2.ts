import { pbkdf2Sync, scryptSync } from 'node:crypto';
import type { Asn1Value } from '../../../asn1/asn1-value.ts';
import { BER } from '../../../asn1/ber.ts';
import { LONGEST_SALT } from '../effort.ts';
import { decryptPadded } from './padding.ts';
import type { PasswordCipher } from './password-cipher.ts';

/** How a key of so many bytes comes from a password. */
export interface KeyDerivation {
  readonly name: string;
  /** In rounds of a hash. */
  readonly cost: number;
  readonly derive: (password: string, length: number) => Buffer;
}

/** Ciphers of PBES2 (RFC 8018 B.2) and the bytes of their keys. */
const CIPHERS: ReadonlyMap<string, { readonly name: string; readonly cipher: string; readonly keyBytes: number }> =
  new Map([
    ['2.16.840.1.101.3.4.1.2', { name: 'AES-128-CBC', cipher: 'aes-128-cbc', keyBytes: 16 }],
    ['2.16.840.1.101.3.4.1.22', { name: 'AES-192-CBC', cipher: 'aes-192-cbc', keyBytes: 24 }],
    ['2.16.840.1.101.3.4.1.42', { name: 'AES-256-CBC', cipher: 'aes-256-cbc', keyBytes: 32 }],
    ['1.2.840.113549.3.7', { name: 'triple DES', cipher: 'des-ede3-cbc', keyBytes: 24 }],
    ['1.2.410.200004.1.4', { name: 'SEED-CBC', cipher: 'seed-cbc', keyBytes: 16 }],
    ['1.2.392.200011.61.1.1.1.4', { name: 'Camellia-256-CBC', cipher: 'camellia-256-cbc', keyBytes: 32 }],
  ]);

/** A cipher of PBES2 (RFC 8018 A.4); null for one that is not known here. */
export function pbes2Cipher(parameters: Asn1Value): PasswordCipher | null {
  const [derivationId, cipherId] = parameters.children;
  const derivation = derivationId === undefined ? null : keyDerivation(derivationId);
  const known = CIPHERS.get(cipherId?.children[0]?.oid() ?? '');
  const iv = cipherId?.child(BER.octetString)?.octets() ?? null;
  if (derivation === null || known === undefined || iv === null) return null;
  return {
    name: `${derivation.name}, ${known.name}`,
    cost: derivation.cost,
    decrypt: (data, { text }) => decryptPadded(known.cipher, derivation.derive(text, known.keyBytes), iv, data),
  };
}

const PBKDF2 = '1.2.840.113549.1.5.12';
const SCRYPT = '1.3.6.1.4.1.11591.4.11';
const HMACS: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.2.7', 'sha1'],
  ['1.2.840.113549.2.8', 'sha224'],
  ['1.2.840.113549.2.9', 'sha256'],
  ['1.2.840.113549.2.10', 'sha384'],
  ['1.2.840.113549.2.11', 'sha512'],
]);
/** Rounds of PBKDF2, in native code, that take the time of one hash called from here. */
const NATIVE_ROUNDS = 4;
const INTEGER = 0x02;

/** A key derivation: PBKDF2 (RFC 8018 A.2) or scrypt (RFC 7914 §7); null for any other, and for one of absurd parameters. */
export function keyDerivation(algorithm: Asn1Value): KeyDerivation | null {
  const oid = algorithm.children[0]?.oid() ?? null;
  const parameters = algorithm.children[1];
  if (parameters === undefined) return null;
  const salt = parameters.child(BER.octetString)?.octets() ?? null;
  const numbers = parameters.children.filter(({ tag }) => tag === INTEGER).map((value) => value.count());
  if (salt === null || salt.length > LONGEST_SALT) return null;
  if (oid === PBKDF2) return pbkdf2(salt, numbers[0] ?? null, parameters.child(BER.sequence)?.children[0]?.oid());
  return oid === SCRYPT ? scrypt(salt, numbers) : null;
}

function pbkdf2(salt: Buffer, rounds: number | null, prf: string | null | undefined): KeyDerivation | null {
  const hash = prf === undefined ? 'sha1' : HMACS.get(prf ?? '');
  if (rounds === null || rounds === 0 || hash === undefined) return null;
  return {
    name: `PBKDF2 with ${hash.toUpperCase().replace('SHA', 'SHA-')} (${rounds} rounds)`,
    cost: 1 + rounds / NATIVE_ROUNDS,
    derive: (password, length) => pbkdf2Sync(password, salt, rounds, length, hash),
  };
}

/** Most memory that a derivation may take. */
const MOST_MEMORY = 64 * 1024 * 1024;

function scrypt(salt: Buffer, [cost, blockSize, parallelization]: readonly (number | null)[]): KeyDerivation | null {
  if (!cost || !blockSize || !parallelization || !Number.isInteger(Math.log2(cost))) return null;
  const options = { cost, blockSize, parallelization, maxmem: MOST_MEMORY * 2 };
  const work = cost * blockSize * parallelization;
  const isHeavy = 128 * blockSize * (cost + parallelization) > MOST_MEMORY;
  return {
    name: `scrypt with N ${cost}, r ${blockSize}, p ${parallelization}`,
    cost: isHeavy ? Number.POSITIVE_INFINITY : work,
    derive: (password, length) => scryptSync(password, salt, length, options),
  };
}

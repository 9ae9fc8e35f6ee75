import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Asn1Value } from '../../../asn1/asn1-value.ts';
import { BER } from '../../../asn1/ber.ts';
import { LONGEST_SALT, type PasswordTry, passCost } from '../effort.ts';
import { keyDerivation } from '../encryption/pbes2.ts';
import { bmpPassword, type Pkcs12Hash, PURPOSE, pkcs12Bytes } from '../encryption/pkcs12-kdf.ts';

/** The seal of a PKCS#12 store, which tells the right password from any other. */
export interface PfxMac {
  /** For a line: "HMAC with SHA-256 (2048 rounds)". */
  readonly name: string;
  /** What one try costs, in rounds of a hash; infinite for an algorithm that is not known here. */
  readonly cost: number;
  readonly isRight: (password: PasswordTry) => boolean;
}

const DIGESTS: ReadonlyMap<string, { readonly hash: Pkcs12Hash; readonly length: number }> = new Map([
  ['1.3.14.3.2.26', { hash: 'sha1', length: 20 }],
  ['2.16.840.1.101.3.4.2.4', { hash: 'sha224', length: 28 }],
  ['2.16.840.1.101.3.4.2.1', { hash: 'sha256', length: 32 }],
  ['2.16.840.1.101.3.4.2.2', { hash: 'sha384', length: 48 }],
  ['2.16.840.1.101.3.4.2.3', { hash: 'sha512', length: 64 }],
]);
const HMACS: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.2.7', 'sha1'],
  ['1.2.840.113549.2.9', 'sha256'],
  ['1.2.840.113549.2.10', 'sha384'],
  ['1.2.840.113549.2.11', 'sha512'],
]);
const PBMAC1 = '1.2.840.113549.1.5.14';
const UNKNOWN: PfxMac = {
  name: 'an algorithm that is not known here',
  cost: Number.POSITIVE_INFINITY,
  isRight: () => false,
};

/**
 * Reads MacData (RFC 7292 §4; PBMAC1 in it, RFC 9579).
 * @param sealed The bytes under the seal.
 */
export function pfxMac(macData: Asn1Value, sealed: Buffer): PfxMac {
  const [digestInfo, saltValue, roundsValue] = macData.children;
  const algorithm = digestInfo?.child(BER.sequence) ?? null;
  const expected = digestInfo?.child(BER.octetString)?.octets() ?? null;
  const oid = algorithm?.children[0]?.oid() ?? null;
  if (algorithm === null || oid === null || expected === null) return UNKNOWN;
  if (oid === PBMAC1) return pbmac1(algorithm, sealed, expected) ?? UNKNOWN;
  const digest = DIGESTS.get(oid);
  const salt = saltValue?.octets() ?? null;
  const rounds = roundsValue === undefined ? 1 : roundsValue.count();
  if (digest === undefined || salt === null || salt.length > LONGEST_SALT || rounds === null || rounds === 0)
    return UNKNOWN;
  const derivation = { hash: digest.hash, salt, rounds };
  return {
    name: `HMAC with ${shownHash(digest.hash)} (${rounds} rounds)`,
    cost: rounds + passCost(sealed.length),
    isRight: ({ text, isNone }) => {
      const key = pkcs12Bytes(derivation, bmpPassword(text, isNone), PURPOSE.mac, digest.length);
      return isSame(createHmac(digest.hash, key).update(sealed).digest(), expected);
    },
  };
}

function pbmac1(algorithm: Asn1Value, sealed: Buffer, expected: Buffer): PfxMac | null {
  const [derivationId, schemeId] = algorithm.children[1]?.children ?? [];
  const derivation = derivationId === undefined ? null : keyDerivation(derivationId);
  const hash = HMACS.get(schemeId?.children[0]?.oid() ?? '');
  if (derivation === null || hash === undefined) return null;
  return {
    name: `${derivation.name}, HMAC with ${shownHash(hash)}`,
    cost: derivation.cost + passCost(sealed.length),
    isRight: ({ text }) =>
      isSame(createHmac(hash, derivation.derive(text, expected.length)).update(sealed).digest(), expected),
  };
}

const shownHash = (hash: string) => hash.toUpperCase().replace('SHA', 'SHA-');
const isSame = (one: Buffer, other: Buffer) => one.length === other.length && timingSafeEqual(one, other);

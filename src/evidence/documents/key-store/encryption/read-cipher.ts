import type { Asn1Value } from '../../../asn1/asn1-value.ts';
import type { PasswordCipher } from './password-cipher.ts';
import { pbes1Cipher } from './pbes1.ts';
import { pbes2Cipher } from './pbes2.ts';

/** Reads an AlgorithmIdentifier (RFC 8018, RFC 7292 appendix C, and Sun's own); null for an algorithm that is not known here. */
export function passwordCipher(algorithm: Asn1Value): PasswordCipher | null {
  const oid = algorithm.children[0]?.oid() ?? null;
  const parameters = algorithm.children[1];
  if (oid === null || parameters === undefined) return null;
  return oid === PBES2 ? pbes2Cipher(parameters) : pbes1Cipher(oid, parameters);
}

const PBES2 = '1.2.840.113549.1.5.13';

import { createPrivateKey, type KeyObject } from 'node:crypto';
import { Asn1Value } from '../../asn1/asn1-value.ts';
import { BER } from '../../asn1/ber.ts';

/** A private key that is open. */
export interface PrivateKey {
  /** "RSA of 2048 bits"; "of an unknown kind". */
  readonly kind: string;
  /** The key as a file of text, for a member of its own; null where it stands in the parent's text already. */
  readonly text: string | null;
  /** Of that file. */
  readonly extension: '.pem' | '.ppk' | '.asc';
  /** The key itself, in the structure it was found in. */
  readonly der: Buffer;
}

const INTEGER = 0x02;
/** Labels in PEM of the three structures. */
const LABELS = { pkcs8: 'PRIVATE KEY', pkcs1: 'RSA PRIVATE KEY', sec1: 'EC PRIVATE KEY' } as const;
type Structure = keyof typeof LABELS;

/** An open private key in DER: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017 A.1.2), or of an elliptic curve (RFC 5915); null for anything else. */
export function privateKeyOf(der: Buffer): PrivateKey | null {
  const structure = structureOf(der);
  if (structure === null) return null;
  return { kind: kindOf(der, structure), text: pemOf(LABELS[structure], der), extension: '.pem', der };
}

function structureOf(der: Buffer): Structure | null {
  const outer = Asn1Value.at(der);
  if (outer?.tag !== BER.sequence || outer.whole.length !== der.length) return null;
  const [version, next, third] = outer.children;
  const number = version?.count() ?? null;
  if (number === null || number > 1 || next === undefined) return null;
  if (next.tag === BER.sequence) return next.child(BER.oid) !== null && third?.tag === BER.octetString ? 'pkcs8' : null;
  if (next.tag === INTEGER) return outer.children.length >= 9 ? 'pkcs1' : null;
  return number === 1 && next.tag === BER.octetString ? 'sec1' : null;
}

function kindOf(der: Buffer, type: Structure): string {
  try {
    return keyKind(createPrivateKey({ key: der, format: 'der', type }));
  } catch {
    return 'of an unknown kind';
  }
}

/** Names of curves in FIPS 186, by OpenSSL's. */
const CURVES: ReadonlyMap<string, string> = new Map([
  ['prime256v1', 'P-256'],
  ['secp384r1', 'P-384'],
  ['secp521r1', 'P-521'],
]);

/** "RSA of 2048 bits", "EC on curve P-256", "ED25519". The wording is such that rules for credentials do not take it for one. */
export function keyKind({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  const name = (asymmetricKeyType ?? 'unknown').toUpperCase();
  const { modulusLength, namedCurve } = asymmetricKeyDetails ?? {};
  if (modulusLength !== undefined) return `${name} of ${modulusLength} bits`;
  return namedCurve === undefined ? name : `${name} on curve ${CURVES.get(namedCurve) ?? namedCurve}`;
}

/** DER in PEM (RFC 7468). */
export function pemOf(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

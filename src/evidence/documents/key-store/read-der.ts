import { createHash, createPublicKey } from 'node:crypto';
import { Asn1Value } from '../../asn1/asn1-value.ts';
import { BER } from '../../asn1/ber.ts';
import { certificateNames } from '../../signed/certificate-names.ts';
import { Effort, passwordTries } from './effort.ts';
import { encryptedKeyOf, openKey } from './encrypted-key.ts';
import { type KeyStore, locked, type StoreEntry, tooCostly } from './key-store.ts';
import { keyKind, privateKeyOf } from './private-key.ts';

const plain = (title: string, entries: readonly StoreEntry[], facts: readonly string[] = []): KeyStore => ({
  title,
  facts,
  entries,
  password: null,
  unread: null,
});

/** A certificate by itself. */
export function readCertificate(der: Buffer): KeyStore | null {
  // A trusted certificate of OpenSSL has more after it.
  const whole = Asn1Value.at(der)?.whole ?? null;
  return whole === null ? null : plain('X.509 certificate', [{ kind: 'certificate', name: null, der: whole }]);
}

/** A private key by itself that is not locked; null where it is none. */
export function readPrivateKey(der: Buffer): KeyStore | null {
  const whole = Asn1Value.at(der)?.whole ?? null;
  const key = whole === null ? null : privateKeyOf(whole);
  return key === null
    ? null
    : plain('Private key', [{ kind: 'private-key', name: null, key, password: null, note: null }]);
}

/** A locked private key by itself, opened where a password fits. */
export function readEncryptedKey(der: Buffer, passwords: readonly string[]): KeyStore | null {
  const encrypted = encryptedKeyOf(der);
  if (encrypted === null) return null;
  const effort = new Effort();
  const opened = openKey(encrypted, passwordTries(passwords), effort);
  const note = `Encryption: ${encrypted.cipher?.name ?? 'an unknown cipher'}`;
  const entry = { kind: 'private-key', name: null, key: opened?.key ?? null, note } as const;
  const what = 'This private key';
  return {
    ...plain('Private key', [{ ...entry, password: opened?.by.index ?? null }]),
    unread: opened !== null ? null : effort.isSpent ? tooCostly(what) : locked(what),
  };
}

const CERTIFICATES = 0xa0;

/** PKCS#7 (RFC 2315 §9, RFC 5652 §5) with certificates and nothing signed; null for anything else. */
export function readBundle(bytes: Buffer): KeyStore | null {
  const signed = Asn1Value.at(bytes)?.child(BER.explicit0)?.child(BER.sequence);
  const certificates = signed?.child(CERTIFICATES)?.children.filter(({ tag }) => tag === BER.sequence);
  if (certificates === undefined || certificates.length === 0) return null;
  return plain(
    'PKCS #7 certificates',
    certificates.map(({ whole }) => ({ kind: 'certificate', name: null, der: whole })),
  );
}

/** A public key by itself. */
export function readPublicKey(der: Buffer): KeyStore | null {
  try {
    const kind = keyKind(createPublicKey({ key: der, format: 'der', type: 'spki' }));
    return plain('Public key', [], [`Kind: ${kind}`]);
  } catch {
    return null;
  }
}

/** A request for a certificate or a list of revoked ones: the names in it. */
export function readNames(title: string, der: Buffer): KeyStore | null {
  if (Asn1Value.at(der) === null) return null;
  const names = certificateNames(der).toString('utf8').replaceAll('\n', ', ');
  const digest = createHash('sha256').update(der).digest('hex').toUpperCase();
  return plain(title, [], [...(names === '' ? [] : [`Names in it: ${names}`]), `SHA-256 thumbprint: ${digest}`]);
}

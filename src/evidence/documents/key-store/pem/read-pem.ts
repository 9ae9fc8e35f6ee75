import { createPrivateKey } from 'node:crypto';
import { Asn1Value } from '../../../asn1/asn1-value.ts';
import { Effort, type PasswordTry, passwordTries } from '../effort.ts';
import { encryptedKeyOf, type OpenedKey, openKey } from '../encrypted-key.ts';
import { type KeyStore, locked, type StoreEntry, tooCostly } from '../key-store.ts';
import { privateKeyOf } from '../private-key.ts';
import { readBundle } from '../read-der.ts';
import { openSshEntry } from './openssh-key.ts';
import { type PemBlock, pemBlocks } from './pem-blocks.ts';

/** What opening keys needs. */
export interface KeyOpening {
  readonly tries: readonly PasswordTry[];
  readonly effort: Effort;
}

/** Keys and certificates in a text; null where it has none in PEM. The text itself has its open keys already: they do not come again. */
export function readPem(text: string, passwords: readonly string[]): KeyStore | null {
  const opening: KeyOpening = { tries: passwordTries(passwords).slice(1), effort: new Effort() };
  const entries = pemBlocks(text).flatMap((block) => entriesOf(block, opening));
  if (entries.length === 0) return null;
  const isLocked = entries.some((entry) => entry.kind === 'private-key' && entry.key === null);
  const what = 'A private key in this text';
  return {
    title: 'PEM',
    facts: [],
    entries,
    password: null,
    unread: !isLocked ? null : opening.effort.isSpent ? tooCostly(what) : locked(what),
  };
}

function entriesOf(block: PemBlock, opening: KeyOpening): readonly StoreEntry[] {
  switch (block.label) {
    case 'CERTIFICATE':
    case 'X509 CERTIFICATE':
    case 'TRUSTED CERTIFICATE':
      return [{ kind: 'certificate', name: null, der: Asn1Value.at(block.der)?.whole ?? block.der }];
    case 'PKCS7':
    case 'CMS':
    case 'PKCS #7 SIGNED DATA':
      return readBundle(block.der)?.entries ?? [];
    case 'ENCRYPTED PRIVATE KEY':
      return [lockedEntry(block, opening)];
    case 'OPENSSH PRIVATE KEY':
      return [openSshEntry(block.der)];
    case 'PRIVATE KEY':
    case 'RSA PRIVATE KEY':
    case 'EC PRIVATE KEY':
    case 'DSA PRIVATE KEY':
      return [/^DEK-Info:/m.test(block.fields) ? legacyEntry(block, opening) : openEntry(block)];
    default:
      return [];
  }
}

function openEntry({ der }: PemBlock): StoreEntry {
  const key = privateKeyOf(der) ?? { kind: 'of an unknown kind', extension: '.pem', der };
  return { kind: 'private-key', name: null, key: { ...key, text: null }, password: null, note: null };
}

function lockedEntry({ der }: PemBlock, { tries, effort }: KeyOpening): StoreEntry {
  const encrypted = encryptedKeyOf(der);
  const opened = encrypted === null ? null : openKey(encrypted, tries, effort);
  return keyEntry(opened, `Encryption: ${encrypted?.cipher?.name ?? 'an unknown cipher'}`);
}

const DEK = /^DEK-Info: ([A-Z0-9-]{3,40})/m;

/** OpenSSL's own encryption of PEM: one round of MD5. What comes out must be a key that OpenSSL takes. */
function legacyEntry({ whole, fields }: PemBlock, { tries, effort }: KeyOpening): StoreEntry {
  const note = `Encryption: ${DEK.exec(fields)?.[1] ?? 'an unknown cipher'} with MD5 (1 round)`;
  for (const by of tries) {
    if (!effort.take(LEGACY_COST)) break;
    const key = legacyKey(whole, by.text);
    if (key !== null) return keyEntry({ key, by }, note);
  }
  return keyEntry(null, note);
}

/** Reading PEM and key takes as long as so many hashes. */
const LEGACY_COST = 100;

function legacyKey(pem: string, passphrase: string) {
  try {
    const key = createPrivateKey({ key: pem, format: 'pem', passphrase });
    return privateKeyOf(key.export({ format: 'der', type: 'pkcs8' }));
  } catch {
    return null;
  }
}

/** A key that was locked. */
export function keyEntry(opened: OpenedKey | null, note: string): StoreEntry {
  return {
    kind: 'private-key',
    name: null,
    key: opened?.key ?? null,
    password: opened?.by.index ?? null,
    note: opened === null ? note : `${note}. ${opened.by.note}`,
  };
}

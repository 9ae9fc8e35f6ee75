import { readXml } from '../../xml/read-xml.ts';
import type { XmlTag } from '../../xml/xml-tag.ts';

/** How a password becomes a key (OpenDocument 1.2 part 3 §4.8.5, §4.8.9; LibreOffice 24.2 for Argon2). */
export interface KeyDerivation {
  readonly kind: 'pbkdf2' | 'argon2id' | 'unknown';
  readonly salt: Buffer;
  /** Rounds of PBKDF2, or passes of Argon2. */
  readonly rounds: number;
  readonly keyBytes: number;
  /** KiB of memory, for Argon2. */
  readonly memory: number;
  /** Lanes, for Argon2. */
  readonly lanes: number;
  /** What is made of the password first. */
  readonly start: 'sha1' | 'sha256';
}

/** How one file of a package is locked (§4.4). */
export interface EntryLock {
  /** As the manifest has it. */
  readonly name: string;
  readonly cipher: 'blowfish-cfb' | 'aes-cbc' | 'aes-gcm' | 'unknown';
  readonly vector: Buffer;
  /** A digest of the first 1024 bytes, or of all, before they were encrypted; null where the cipher itself proves them. */
  readonly checksum: {
    readonly digest: 'sha1' | 'sha256';
    readonly isOfBeginning: boolean;
    readonly value: Buffer;
  } | null;
  readonly derivation: KeyDerivation;
}

const MOST_ENTRIES = 100_000;
const DEFAULT_KEY_BYTES = 16;

/** The locked files that a package's manifest lists (`META-INF/manifest.xml`), by name in lower case. */
export function readLocks(manifest: Uint8Array): ReadonlyMap<string, EntryLock> {
  const locks = new Map<string, EntryLock>();
  let tags = new Map<string, XmlTag>();
  readXml(manifest, {
    open: (name, tag) => {
      if (name === 'file-entry') tags = new Map();
      tags.set(name, tag);
    },
    close: (name) => {
      if (name !== 'file-entry' || !tags.has('encryption-data') || locks.size >= MOST_ENTRIES) return;
      const lock = lockOf(tags);
      locks.set(lock.name.toLowerCase(), lock);
    },
    text: () => {},
  });
  return locks;
}

function lockOf(tags: ReadonlyMap<string, XmlTag>): EntryLock {
  const value = (element: string, name: string) => tags.get(element)?.get(name) ?? '';
  const bytes = (element: string, name: string) => Buffer.from(value(element, name), 'base64');
  const number = (element: string, name: string, otherwise: number) => {
    const written = Number(value(element, name));
    return Number.isSafeInteger(written) && written > 0 ? written : otherwise;
  };
  const derivation = 'key-derivation';
  const kind = value(derivation, 'key-derivation-name');
  return {
    name: value('file-entry', 'full-path'),
    cipher: cipherOf(value('algorithm', 'algorithm-name')),
    vector: bytes('algorithm', 'initialisation-vector'),
    checksum: checksumOf(value('encryption-data', 'checksum-type'), bytes('encryption-data', 'checksum')),
    derivation: {
      kind: /argon2id/i.test(kind) ? 'argon2id' : /pbkdf2/i.test(kind) || kind === '' ? 'pbkdf2' : 'unknown',
      salt: bytes(derivation, 'salt'),
      rounds: number(derivation, 'iteration-count', number(derivation, 'argon2-iterations', 1)),
      keyBytes: number(derivation, 'key-size', DEFAULT_KEY_BYTES),
      memory: number(derivation, 'argon2-memory', 0),
      lanes: number(derivation, 'argon2-lanes', 1),
      start: /sha256/i.test(value('start-key-generation', 'start-key-generation-name')) ? 'sha256' : 'sha1',
    },
  };
}

function cipherOf(name: string): EntryLock['cipher'] {
  if (/blowfish/i.test(name)) return 'blowfish-cfb';
  if (/aes(?:128|192|256)-gcm/i.test(name)) return 'aes-gcm';
  return /aes(?:128|192|256)-cbc/i.test(name) ? 'aes-cbc' : 'unknown';
}

function checksumOf(type: string, value: Buffer): EntryLock['checksum'] {
  if (value.length === 0) return null;
  return { digest: /sha-?256/i.test(type) ? 'sha256' : 'sha1', isOfBeginning: /1k/i.test(type), value };
}

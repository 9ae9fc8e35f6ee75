import { type KeyStore, locked } from '../key-store.ts';

const vault = (title: string, facts: readonly string[], what: string): KeyStore => ({
  title: `${title}, locked`,
  facts,
  entries: [],
  password: null,
  unread: locked(what),
});

/** A string in a field of fixed length, up to its first zero. */
const field = (bytes: Buffer, at: number, length: number) =>
  bytes
    .toString('latin1', at, at + length)
    .split('\0', 1)
    .join('');

/** Password Safe 3: mark, salt of 32 bytes, rounds. */
export function passwordSafe(bytes: Buffer): KeyStore | null {
  if (bytes.length < 40) return null;
  const facts = [`Locked by: SHA-256 (${bytes.readUInt32LE(36)} rounds)`, 'Cipher: Twofish'];
  return vault('Password Safe vault (version 3)', facts, 'This Password Safe vault');
}

/** LUKS on-disk format 1 and 2. */
export function luksDisk(bytes: Buffer): KeyStore | null {
  if (bytes.length < 208) return null;
  const version = bytes.readUInt16BE(6);
  const facts =
    version === 1
      ? [
          `Cipher: ${field(bytes, 8, 32)}-${field(bytes, 40, 32)}`,
          `Hash: ${field(bytes, 72, 32)}`,
          `Volume: ${field(bytes, 168, 40)}`,
        ]
      : [`Label: ${field(bytes, 24, 48)}`, `Volume: ${field(bytes, 168, 40)}`];
  return vault(`LUKS encrypted disk (version ${version})`, facts, 'This disk');
}

export function appleKeychain(): KeyStore {
  return vault(
    'Apple keychain',
    ['Names and addresses in it may be in the open; its secrets are not.'],
    'This keychain',
  );
}

export function gnupgKeyBox(): KeyStore {
  return {
    title: 'GnuPG key box: public keys and certificates, no private ones',
    facts: [],
    entries: [],
    password: null,
    unread: { reason: 'unsupported', detail: 'The keys of this key box are not listed yet; list them with GnuPG.' },
  };
}

const RECIPIENT = /^-> [\x21-\x7e]{1,40}/;
const HEADER_BYTES = 16_384;

/** age-encryption.org/v1: after its first line, one line for each way to open it. */
export function ageFile(bytes: Buffer): KeyStore {
  const lines = bytes.toString('latin1', 0, HEADER_BYTES).split('\n');
  const end = lines.findIndex((line) => line.startsWith('---'));
  const header = end < 0 ? lines : lines.slice(0, end);
  const facts = header.flatMap((line) => {
    const kind = RECIPIENT.exec(line)?.[0].slice(3);
    if (kind === undefined) return [];
    return [`Recipient: type ${kind}`];
  });
  return vault('age encrypted file', facts, 'This file');
}

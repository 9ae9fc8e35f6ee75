import { createHash, timingSafeEqual } from 'node:crypto';
import type { Shortfall } from '../../../shortfall.ts';
import { Effort, type PasswordTry, passCost, passwordTries } from '../effort.ts';
import { encryptedKeyOf, openKey } from '../encrypted-key.ts';
import { type KeyStore, locked, type StoreEntry, tooCostly } from '../key-store.ts';
import { JavaCursor } from './java-cursor.ts';
import { JKS_KEY, openJksKey } from './jks-key.ts';

const JCEKS = 0xcececece;
const TAGS = { privateKey: 1, certificate: 2, secretKey: 3 } as const;
const WHAT = 'A private key of this Java key store';
const DIGEST = 20;
const SALTED = 'Mighty Aphrodite';
/** What everybody's store has where nobody chose a password. */
const USUAL = ['changeit'];

const CUT: Shortfall = {
  reason: 'damaged',
  detail: 'This Java key store is damaged or cut short; what there is of it was read. Ask for another copy.',
};
const SECRET: Shortfall = {
  reason: 'unsupported',
  detail: 'From the first secret key on this Java key store is not read; open it by hand with its password.',
};

/** What opening a store's keys needs. */
interface Opening {
  readonly tries: readonly PasswordTry[];
  readonly effort: Effort;
}

/** Opens a Java key store (JKS, JCEKS): its certificates are in the open, its keys each locked with a password. */
export function readJks(bytes: Buffer, passwords: readonly string[]): KeyStore {
  const cursor = new JavaCursor(bytes);
  const kind = cursor.int() === JCEKS ? 'JCEKS' : 'JKS';
  const version = cursor.int();
  const count = cursor.int();
  const tries = passwordTries(passwords, USUAL).filter(({ isNone }) => !isNone);
  const effort = new Effort();
  const by = sealedWith(bytes, tries, effort);
  const opening: Opening = { tries: by === null ? tries : [by, ...tries], effort };
  const { entries, rest } = readEntries(cursor, { version, count }, opening);
  const isLocked = entries.some((entry) => entry.kind === 'private-key' && entry.key === null);
  return {
    title: `Java key store (${kind}, version ${version})`,
    facts: by === null ? [] : [by.note.replace('Opened with', 'Its seal fits')],
    entries,
    password: null,
    unread: !isLocked ? rest : effort.isSpent ? tooCostly(WHAT) : locked(WHAT),
  };
}

/** The password that the digest at the store's end is made with. */
function sealedWith(bytes: Buffer, tries: readonly PasswordTry[], effort: Effort): PasswordTry | null {
  const end = bytes.length - DIGEST;
  if (end < 0) return null;
  const isRight = ({ text }: PasswordTry) => {
    const hash = createHash('sha1').update(Buffer.from(text, 'utf16le').swap16()).update(SALTED);
    return timingSafeEqual(hash.update(bytes.subarray(0, end)).digest(), bytes.subarray(end));
  };
  return tries.find((one) => effort.take(passCost(bytes.length)) && isRight(one)) ?? null;
}

function readEntries(
  cursor: JavaCursor,
  { version, count }: { readonly version: number; readonly count: number },
  opening: Opening,
): { readonly entries: readonly StoreEntry[]; readonly rest: Shortfall | null } {
  const entries: StoreEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    const tag = cursor.int();
    const name = cursor.text();
    const date = cursor.date();
    if (tag === TAGS.certificate) entries.push(...certificates(cursor, 1, version, name));
    else if (tag === TAGS.privateKey) {
      entries.push(keyEntry(cursor.block(), name, date, opening));
      entries.push(...certificates(cursor, cursor.int(), version, name));
    } else if (tag === TAGS.secretKey && !cursor.isCut) {
      return { entries: [...entries, { kind: 'secret', name, lines: ['Locked'] }], rest: SECRET };
    } else return { entries, rest: CUT };
    if (cursor.isCut) return { entries, rest: CUT };
  }
  return { entries, rest: null };
}

function certificates(cursor: JavaCursor, count: number, version: number, name: string): readonly StoreEntry[] {
  const found: StoreEntry[] = [];
  for (let index = 0; index < count && !cursor.isCut; index += 1) {
    if (version > 1) cursor.text();
    const der = cursor.block();
    if (der.length > 0) found.push({ kind: 'certificate', name, der });
  }
  return found;
}

function keyEntry(der: Buffer, name: string, date: string | null, { tries, effort }: Opening): StoreEntry {
  const encrypted = encryptedKeyOf(der);
  const isJks = encrypted?.algorithm.children[0]?.oid() === JKS_KEY;
  const opened =
    encrypted === null ? null : isJks ? openJksKey(encrypted.data, tries, effort) : openKey(encrypted, tries, effort);
  const cipher = isJks ? 'the cipher of JKS (SHA-1)' : (encrypted?.cipher?.name ?? 'an unknown cipher');
  const made = date === null ? '' : `Made: ${date}. `;
  return {
    kind: 'private-key',
    name,
    key: opened?.key ?? null,
    password: opened?.by.index ?? null,
    note: `${made}Encryption: ${cipher}`,
  };
}

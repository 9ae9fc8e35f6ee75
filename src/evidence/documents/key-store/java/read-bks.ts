import { type KeyStore, locked, type StoreEntry } from '../key-store.ts';
import { privateKeyOf } from '../private-key.ts';
import { JavaCursor } from './java-cursor.ts';

const TAGS = { end: 0, certificate: 1, key: 2, secret: 3, sealed: 4 } as const;
const PRIVATE = 0;
const MOST_ENTRIES = 10_000;

/** Reads a key store of Bouncy Castle (BKS): certificates and their names are in the open, keys are locked; of UBER, all is locked. */
export function readBks(bytes: Buffer): KeyStore {
  const cursor = new JavaCursor(bytes);
  const version = cursor.int();
  const salt = cursor.block();
  const rounds = cursor.int();
  const entries = [...readEntries(cursor)];
  const isWhole = !cursor.isCut;
  const isOpen = isWhole && entries.every((entry) => entry.kind === 'certificate' || isOpenKey(entry));
  return {
    title: `Bouncy Castle key store (version ${version})`,
    facts: [`Seal: ${rounds} rounds, salt of ${salt.length} bytes`],
    entries: isWhole ? entries : [],
    password: null,
    unread: isOpen ? null : locked('This Bouncy Castle key store'),
  };
}

const isOpenKey = (entry: StoreEntry) => entry.kind === 'private-key' && entry.key !== null;

function* readEntries(cursor: JavaCursor): Generator<StoreEntry> {
  for (let count = 0; count < MOST_ENTRIES; count += 1) {
    const tag = cursor.byte();
    if (tag === TAGS.end || cursor.isCut) return;
    const name = cursor.text();
    cursor.date();
    const chain = cursor.int();
    for (let index = 0; index < chain && !cursor.isCut; index += 1) yield certificate(cursor, name);
    if (tag === TAGS.certificate) yield certificate(cursor, name);
    else if (tag === TAGS.key) yield openKey(cursor, name);
    else if (tag === TAGS.secret || tag === TAGS.sealed) {
      cursor.block();
      yield { kind: 'private-key', name, key: null, password: null, note: null };
    } else cursor.bytes(Number.POSITIVE_INFINITY);
  }
}

function certificate(cursor: JavaCursor, name: string): StoreEntry {
  cursor.text();
  return { kind: 'certificate', name, der: cursor.block() };
}

function openKey(cursor: JavaCursor, name: string): StoreEntry {
  const kind = cursor.byte();
  const note = `Written as: ${cursor.text()}, ${cursor.text()}`;
  const der = cursor.block();
  return { kind: 'private-key', name, key: kind === PRIVATE ? privateKeyOf(der) : null, password: null, note };
}

import type { Piece, ReadOrder } from '../document-reader.ts';
import { type KeyStore, locked } from './key-store.ts';
import { readPuttyKey } from './pem/putty-key.ts';
import { readPem } from './pem/read-pem.ts';
import { readBundle } from './read-der.ts';
import { storePieces } from './store-pieces.ts';
import { readAnsibleVault } from './vault/ansible-vault.ts';

/** A text that holds keys, certificates, or what is locked: the text, after it what it is, and what a password opens. */
export function* readStoreText(text: string, { passwords, limits }: ReadOrder): Generator<Piece> {
  const vault = readAnsibleVault(text, passwords);
  const store =
    vault?.store ?? readPuttyKey(text, passwords) ?? lockedText(text) ?? readPem(text, passwords) ?? bundle(text);
  if (store !== null) {
    yield* storePieces(store, limits, text);
    if (vault?.member) yield vault.member;
    return;
  }
  const own = { utf8: Buffer.from(text), hidden: [], landmarks: [] };
  yield { type: 'text', name: null, text: own, password: null };
}

const BASE64 = /^[A-Za-z0-9+/=\s]{40,}$/;
const LONGEST = 10_000_000;

/** PKCS#7 in bare base64. */
function bundle(text: string): KeyStore | null {
  return text.length < LONGEST && BASE64.test(text) ? readBundle(Buffer.from(text, 'base64')) : null;
}

const AGE = /^\s{0,20}-----BEGIN AGE ENCRYPTED FILE-----/;
const BITWARDEN = /^\s{0,20}\{\s{0,20}"encrypted"\s{0,5}:\s{0,5}true\b/;

/** Vaults of text that no password opens here. */
function lockedText(text: string): KeyStore | null {
  const vault = { facts: [], entries: [], password: null };
  if (AGE.test(text)) return { ...vault, title: 'age encrypted file, locked', unread: locked('This file') };
  if (!BITWARDEN.test(text)) return null;
  return { ...vault, title: 'Bitwarden export, locked', unread: locked('This Bitwarden export') };
}

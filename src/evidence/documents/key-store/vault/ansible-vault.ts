import { createDecipheriv, createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto';
import type { Piece } from '../../document-reader.ts';
import { Effort, passwordTries } from '../effort.ts';
import { unpadded } from '../encryption/padding.ts';
import { type KeyStore, locked } from '../key-store.ts';

const HEAD = /^\$ANSIBLE_VAULT;(1\.[12]);(AES256)(?:;([^\r\n]{1,200}))?\r?\n/;
const ROUNDS = 10_000;
/** PBKDF2 runs in native code. */
const COST = ROUNDS;
const BLOCK = 16;

/** What was locked: a file of text. */
export interface OpenedVault {
  readonly store: KeyStore;
  readonly member: Piece | null;
}

/** An Ansible vault (formats 1.1 and 1.2): salt, seal and cipher text in hexadecimal digits twice over; null for anything else. */
export function readAnsibleVault(text: string, passwords: readonly string[]): OpenedVault | null {
  const head = HEAD.exec(text);
  if (head === null) return null;
  const label = head[3] === undefined ? [] : [`Label: ${head[3]}`];
  const facts = [...label, `Locked by: PBKDF2 with SHA-256 (${ROUNDS} rounds)`, 'Cipher: AES-256-CTR'];
  const title = `Ansible vault (version ${head[1]})`;
  const opened = open(text.slice(head[0].length), passwords);
  const store = { title, facts, entries: [], password: null };
  if (opened === null)
    return { store: { ...store, title: `${title}, locked`, unread: locked('This Ansible vault') }, member: null };
  const { bytes, password } = opened;
  const member = {
    type: 'member',
    name: 'vault.txt',
    mediaType: 'text/plain',
    bytes,
    shortfall: null,
    password,
  } as const;
  return { store: { ...store, title: `${title}, opened with a password`, unread: null }, member };
}

function open(
  body: string,
  passwords: readonly string[],
): { readonly bytes: Buffer; readonly password: number | null } | null {
  const lines = Buffer.from(body.replace(/\s+/g, ''), 'hex').toString('latin1').split('\n');
  const [salt, seal, data] = lines.map((line) => Buffer.from(line, 'hex'));
  if (salt === undefined || seal?.length !== 32 || data === undefined) return null;
  const effort = new Effort();
  for (const { text, index } of passwordTries(passwords)) {
    if (!effort.take(COST)) return null;
    const keys = pbkdf2Sync(text, salt, ROUNDS, 80, 'sha256');
    const expected = createHmac('sha256', keys.subarray(32, 64)).update(data).digest();
    if (!timingSafeEqual(expected, seal)) continue;
    const decipher = createDecipheriv('aes-256-ctr', keys.subarray(0, 32), keys.subarray(64, 80));
    const plain = Buffer.concat([decipher.update(data), decipher.final()]);
    return { bytes: unpadded(plain, BLOCK) ?? plain, password: index };
  }
  return null;
}

import { inflateSync } from 'node:zlib';
import type { Piece, PieceLimits } from '../../document-reader.ts';
import { type KeyStore, locked } from '../key-store.ts';

const HEAD = /^ANDROID BACKUP\n(\d{1,3})\n([01])\n(none|AES-256)\n/;

/** A backup of an Android device: a tar, packed, which may be locked; null for anything else. */
export function readAndroidBackup(
  bytes: Buffer,
  { memberBytes }: PieceLimits,
): { readonly store: KeyStore; readonly member: Piece | null } | null {
  const head = HEAD.exec(bytes.toString('latin1', 0, 64));
  if (head === null) return null;
  const isLocked = head[3] !== 'none';
  const store = {
    title: `Android backup (version ${head[1]})${isLocked ? ', locked' : ''}`,
    facts: isLocked ? ['Cipher: AES-256'] : [],
    entries: [],
    password: null,
    unread: isLocked ? locked('This backup') : null,
  };
  if (isLocked) return { store, member: null };
  const data = bytes.subarray(head[0].length);
  const tar = head[2] === '0' ? data : inflated(data, memberBytes);
  if (tar === null) return { store: { ...store, unread: UNPACKED }, member: null };
  const member = { type: 'member', name: 'backup.tar', mediaType: 'application/x-tar', bytes: tar } as const;
  return { store, member: { ...member, shortfall: null, password: null } };
}

const UNPACKED = {
  reason: 'damaged',
  detail: 'This backup is damaged, or longer than is read of one part; unpack it by hand and add what comes out.',
} as const;

function inflated(data: Buffer, most: number): Buffer | null {
  try {
    return inflateSync(data, { maxOutputLength: most });
  } catch {
    return null;
  }
}

import type { Shortfall } from '../../shortfall.ts';
import type { LocalHeader } from '../../text/zip/local-header.ts';
import type { ZipEntry } from '../../text/zip/zip-entry.ts';

/** How a member is locked, and how it is compressed inside. */
export type MemberLock =
  | { readonly type: 'none'; readonly method: number }
  | {
      readonly type: 'zip-crypto';
      readonly method: number /** What the last byte of its header may be. */;
      readonly checks: readonly number[];
    }
  | { readonly type: 'aes'; readonly method: number; readonly strength: number; readonly hasChecksum: boolean };

const ENCRYPTED = 1;
const SIZES_FOLLOW = 8;
const STRONG = 0x40;
const AES = 99;

const STRONGLY_LOCKED: Shortfall = {
  reason: 'encrypted',
  detail:
    "This member is locked by PKWARE's strong encryption, whose keys no password alone opens here; extract it with the program that made it.",
};

const LOCK_UNSAID: Shortfall = {
  reason: 'damaged',
  detail: 'This member is locked by AES and the field that says how is lost; ask its sender for another copy.',
};

/**
 * How a member is locked. Where the archive's index and the member's own header do not agree, it is locked if either says so.
 * @param crc32 of the plain bytes; null where nothing says it.
 */
export function memberLock(entry: ZipEntry, local: LocalHeader, crc32: number | null): MemberLock | Shortfall {
  const flags = entry.flags | local.flags;
  if ((flags & ENCRYPTED) === 0) return { type: 'none', method: entry.method };
  if ((flags & STRONG) !== 0) return STRONGLY_LOCKED;
  if (entry.method === AES || local.method === AES) return aesLock(entry, local);
  // Some writers check by the checksum even where it follows the data; Info-ZIP by the time then (APPNOTE.TXT 6.1.6 knows the checksum alone).
  const checks = (flags & SIZES_FOLLOW) === 0 ? [] : [local.time >>> 8];
  if (crc32 !== null) checks.push(crc32 >>> 24);
  return { type: 'zip-crypto', method: entry.method, checks };
}

function aesLock(entry: ZipEntry, local: LocalHeader): MemberLock | Shortfall {
  const aes = entry.aes ?? local.aes;
  if (aes === null || aes.strength < 1 || aes.strength > 3) return LOCK_UNSAID;
  return { type: 'aes', method: aes.method, strength: aes.strength, hasChecksum: aes.version === 1 };
}

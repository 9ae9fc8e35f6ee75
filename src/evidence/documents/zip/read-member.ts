import { isShortfall, type Shortfall } from '../../shortfall.ts';
import { DAMAGED, TOO_LONG } from '../../text/member-budget.ts';
import { DEFLATE, STORED, WRONG_CHECKSUM } from '../../text/zip/zip-data.ts';
import type { ZipEntry } from '../../text/zip/zip-entry.ts';
import type { RawMember } from '../../text/zip/zip-members.ts';
import type { TryingBudget } from '../trying-budget.ts';
import { type DescribedData, describedData } from './data-descriptor.ts';
import { beginsAsDeflate, type Decompress, type Decompressed } from './decompress.ts';
import type { KeyRing } from './key-ring.ts';
import { memberLock } from './member-lock.ts';
import { openLocked } from './open-locked.ts';
import { isProven, type LockedData, trialOf } from './trial.ts';
import { HEADER_BYTES } from './zip-crypto.ts';

/** What a member came to. */
export interface ReadMember {
  readonly bytes: Uint8Array;
  /** Why `bytes` are not all of it; null where they are. */
  readonly shortfall: Shortfall | null;
  /** Which password opened it, by index; null where it was not locked. */
  readonly password: number | null;
}

/** The passwords of an archive, what may be spent on trying them, and who decompresses its members. */
export interface Trying {
  readonly ring: KeyRing;
  readonly budget: TryingBudget;
  readonly decompress: Decompress;
}

/** Methods of which it costs little to see whether data is theirs. */
const PLAIN_METHODS: ReadonlySet<number> = new Set([STORED, DEFLATE]);
const EMPTY: ReadMember = { bytes: new Uint8Array(0), shortfall: null, password: null };
/** Compressed bytes that may come to nothing. */
const EMPTY_BYTES = 16;

/** Reads a member to at most `limit` bytes. What is locked is not read before a password is proven right. */
export async function readMember(
  entry: ZipEntry,
  raw: RawMember,
  limit: number,
  { ring, budget, decompress }: Trying,
): Promise<ReadMember | Shortfall> {
  const described = entry.crc32 === null ? describedData(raw.data) : { data: raw.data, crc32: entry.crc32 };
  const lock = memberLock(entry, raw.local, described.crc32);
  if (isShortfall(lock)) return lock;
  const locked = { ...described, size: entry.size, flags: entry.flags, limit, decompress };
  if (lock.type === 'none') {
    return unlocked(await decompress({ ...locked, method: lock.method }, limit), described, raw.shortfall);
  }
  if (raw.shortfall !== null) return LOCKED_AND_CUT;
  if (lock.type === 'zip-crypto') {
    const plain = isEmpty(entry, described) ? EMPTY : await wronglySaidLocked(lock.method, locked);
    if (plain !== null) return plain;
  }
  const trial = trialOf(lock, locked);
  const opened = isShortfall(trial) ? trial : await openLocked(trial, ring, budget);
  return isShortfall(opened) ? opened : member(opened, opened.password);
}

const LOCKED_AND_CUT: Shortfall = {
  reason: 'truncated',
  detail: 'This member is locked and the archive ends before it does, so that no password can be proven right.',
};

function member({ bytes, state }: Decompressed, password: number | null): ReadMember {
  const shortfall = state === 'whole' ? null : state === 'damaged' ? DAMAGED : TOO_LONG;
  return { bytes, shortfall, password };
}

function unlocked(
  plain: Decompressed | Shortfall,
  { crc32 }: DescribedData,
  shortfall: Shortfall | null,
): ReadMember | Shortfall {
  if (isShortfall(plain)) return plain;
  if (shortfall !== null) return { ...member(plain, null), shortfall };
  const isWrong = plain.state === 'whole' && plain.bytes.length > 0 && crc32 !== null && !isProven(plain, crc32);
  return { ...member(plain, null), ...(isWrong ? { shortfall: WRONG_CHECKSUM } : {}) };
}

/** A member of no bytes, as both its length and its checksum say: no password could be proven on it, and none is needed. */
function isEmpty({ size }: ZipEntry, { data, crc32 }: DescribedData): boolean {
  return size === 0 && crc32 === 0 && data.length <= HEADER_BYTES + EMPTY_BYTES;
}

/** Some archives say that members are locked which are not; their checksum shows it. */
async function wronglySaidLocked(method: number, locked: LockedData): Promise<ReadMember | null> {
  const { data, crc32, limit, decompress } = locked;
  if (crc32 === null || !PLAIN_METHODS.has(method) || (method === DEFLATE && !beginsAsDeflate(data))) return null;
  const plain = await decompress({ ...locked, method }, limit);
  return !isShortfall(plain) && isProven(plain, crc32) ? member(plain, null) : null;
}

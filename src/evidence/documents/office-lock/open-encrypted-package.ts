import type { Compound } from '../../ole/compound.ts';
import type { CompoundStream } from '../../ole/compound-stream.ts';
import { isShortfall, type Shortfall } from '../../shortfall.ts';
import { stillLocked } from '../locked-detail.ts';
import { TryingBudget } from '../trying-budget.ts';
import { readAgileInfo } from './agile-info.ts';
import { agileLock } from './agile-lock.ts';
import type { OfficeLock } from './office-lock.ts';
import { standardLock } from './standard-lock.ts';

/** An office document that was locked, and what opened it. */
export interface OpenedPackage {
  /** The document itself: a zip, as a rule. */
  readonly bytes: Uint8Array;
  /** Which of the passwords, by index; null where it is the one that Office itself uses where nobody gave any. */
  readonly password: number | null;
  /** Why `bytes` are not all of it, or not as they were written; null where they are. */
  readonly shortfall: Shortfall | null;
}

/** What Office locks workbooks with that are protected against changes and open to everybody ([MS-OFFCRYPTO] §2.4.2.3). */
const OFFICES_OWN = 'VelvetSweatshop';
const MOST_INFO_BYTES = 1024 * 1024;
const LENGTH_BYTES = 8;

/**
 * Opens the office document in a compound file that has the streams `EncryptionInfo` and `EncryptedPackage` ([MS-OFFCRYPTO] §2.3.4).
 * @param passwords Best first; how many are tried is bounded by what trying them takes.
 * @param limit Most bytes of the document.
 * @param budget What trying passwords may take.
 * @returns the document, its key proven by the file's own verifier; reason `encrypted` where no password opens it.
 */
export function openEncryptedPackage(
  compound: Compound,
  passwords: readonly string[],
  limit: number,
  budget = new TryingBudget(),
): OpenedPackage | Shortfall {
  const info = streamOf(compound, 'EncryptionInfo');
  const stream = streamOf(compound, 'EncryptedPackage');
  if (info === null || stream === null) return NO_KEY;
  const lock = lockOf(info.read(0, MOST_INFO_BYTES));
  if (isShortfall(lock)) return lock;
  const found = unlock(lock, passwords, budget);
  if (isShortfall(found)) return found;
  return stream.held > limit + LENGTH_BYTES + MOST_PADDING ? TOO_LONG : opened(lock, found, stream);
}

const MOST_PADDING = 4096;

const NO_KEY: Shortfall = {
  reason: 'encrypted',
  detail: 'This document is locked by rights management, not by a password; open it by hand and add what comes out.',
};

const EXTENSIBLE: Shortfall = {
  reason: 'encrypted',
  detail: 'This document is locked by an extension of Office; open it by hand with that and add what comes out.',
};

const TOO_LONG: Shortfall = {
  reason: 'over-budget',
  detail: 'This locked document comes to more bytes than one part may; open it by hand and add what comes out.',
};

const NOT_INTACT: Shortfall = {
  reason: 'damaged',
  detail: 'This locked document was opened and is not as it was written; ask its sender for another copy.',
};

const CUT: Shortfall = {
  reason: 'truncated',
  detail: 'This locked document was opened and ends too early; ask its sender for another copy.',
};

function streamOf({ root, child, stream }: Compound, name: string): CompoundStream | null {
  const entry = child(root, name);
  return entry === null ? null : stream(entry);
}

/** By version (§2.3.4.5, §2.3.4.6, §2.3.4.10). */
function lockOf(info: Buffer): OfficeLock | Shortfall {
  const minor = info.length < LENGTH_BYTES ? 0 : info.readUInt16LE(2);
  if (minor === 2) return standardLock(info);
  if (minor === 3) return EXTENSIBLE;
  const agile = readAgileInfo(info.subarray(LENGTH_BYTES));
  return isShortfall(agile) ? agile : agileLock(agile);
}

interface Unlocked {
  readonly key: Uint8Array;
  readonly password: number | null;
}

function unlock(lock: OfficeLock, passwords: readonly string[], budget: TryingBudget): Unlocked | Shortfall {
  const own = lock.unlock(OFFICES_OWN);
  if (own !== null) return { key: own, password: null };
  for (const [index, password] of passwords.entries()) {
    if (!budget.take(lock.work)) return stillLocked('document', index, passwords.length);
    const key = lock.unlock(password);
    if (key !== null) return { key, password: index };
  }
  return stillLocked('document', passwords.length, passwords.length);
}

function opened(lock: OfficeLock, { key, password }: Unlocked, stream: CompoundStream): OpenedPackage | Shortfall {
  const bytes = stream.read(0, stream.held);
  if (bytes.length < LENGTH_BYTES) return stream.shortfall ?? CUT;
  const length = Number(bytes.readBigUInt64LE());
  const plain = lock.decrypt(key, bytes.subarray(LENGTH_BYTES));
  const isShort = plain.length < length;
  const damage = stream.shortfall ?? (isShort ? CUT : isIntact(lock, key, bytes, plain) ? null : NOT_INTACT);
  return { bytes: plain.subarray(0, length), password, shortfall: damage };
}

const ZIP = Buffer.from('PK\x03\x04', 'latin1');

/** Where the lock itself says nothing of the document, it is one if it begins like one. */
function isIntact(lock: OfficeLock, key: Uint8Array, stream: Uint8Array, plain: Uint8Array): boolean {
  return lock.isIntact(key, stream) ?? ZIP.equals(plain.subarray(0, ZIP.length));
}

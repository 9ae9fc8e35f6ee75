import type { Shortfall } from '../../../../shortfall.ts';
import { TryingBudget } from '../../../trying-budget.ts';
import type { OfficePackage, PackagePart } from '../../package/package-part.ts';
import { decryptEntry } from './decrypt-entry.ts';
import { derivationWork, deriveKey } from './derive-key.ts';
import { type EntryLock, type KeyDerivation, readLocks } from './manifest.ts';

/** What opened a package, and how its files are opened. */
export interface Unlocked {
  /** Of the passwords, by index. */
  readonly password: number;
  /** A locked file's bytes, still compressed, or why they cannot be had; null where it is not locked. */
  readonly decrypt: (part: PackagePart) => Buffer | Shortfall | null;
}

/** Whether a package has locked files, and what opens them: null where nothing that was tried does. */
export type LockState = { readonly isLocked: false } | { readonly isLocked: true; readonly unlocked: Unlocked | null };

/** Tries passwords, best first, on the smallest of a package's locked files; a password counts as right only where that file's own proof says so. */
export function unlock(office: OfficePackage, passwords: readonly string[]): LockState {
  const manifest = office.find('META-INF/manifest.xml');
  const bytes = manifest === null ? null : office.read(manifest).bytes;
  const locks = bytes === null ? new Map<string, EntryLock>() : readLocks(bytes);
  const lockOf = ({ name }: PackagePart) => locks.get(name.toLowerCase());
  const locked = office.parts.filter((part) => lockOf(part) !== undefined);
  if (locked.length === 0) return { isLocked: false };
  const [smallest] = locked
    .filter((part) => lockOf(part)?.cipher !== 'unknown')
    .toSorted((a, b) => a.entry.compressedSize - b.entry.compressedSize);
  const password = smallest === undefined ? -1 : rightPassword(office, smallest, lockOf(smallest), passwords);
  if (password < 0) return { isLocked: true, unlocked: null };
  const keys = new Keys(passwords[password] ?? '', new TryingBudget());
  return {
    isLocked: true,
    unlocked: {
      password,
      decrypt: (part) =>
        lockOf(part) === undefined ? null : (decryptPart(office, part, lockOf(part), keys) ?? OTHERWISE),
    },
  };
}

const OTHERWISE: Shortfall = {
  reason: 'encrypted',
  detail: 'This is locked otherwise than the rest of its document; open it by hand and add what comes out.',
};

function rightPassword(
  office: OfficePackage,
  part: PackagePart,
  lock: EntryLock | undefined,
  passwords: readonly string[],
): number {
  const budget = new TryingBudget();
  return passwords.findIndex((password) => decryptPart(office, part, lock, new Keys(password, budget)) !== null);
}

function decryptPart(office: OfficePackage, part: PackagePart, lock: EntryLock | undefined, keys: Keys): Buffer | null {
  const key = lock === undefined ? null : keys.of(lock.derivation);
  if (lock === undefined || key === null) return null;
  const encrypted = office.stored(part);
  return encrypted === null ? null : decryptEntry(encrypted, key, lock);
}

/** Keys that one password comes to, each derived once. */
class Keys {
  readonly #password: string;
  readonly #budget: TryingBudget;
  readonly #known = new Map<string, Buffer | null>();

  constructor(password: string, budget: TryingBudget) {
    this.#password = password;
    this.#budget = budget;
  }

  of(derivation: KeyDerivation): Buffer | null {
    const name = JSON.stringify({ ...derivation, salt: derivation.salt.toString('hex') });
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const key = this.#derive(derivation);
    this.#known.set(name, key);
    return key;
  }

  #derive(derivation: KeyDerivation): Buffer | null {
    const work = derivationWork(derivation);
    if (work === null || !this.#budget.take(work)) return null;
    try {
      return deriveKey(this.#password, derivation);
    } catch {
      return null;
    }
  }
}

import type { Shortfall } from '../../../shortfall.ts';
import { stillLocked } from '../../locked-detail.ts';
import { TryingBudget } from '../../trying-budget.ts';
import { type BlockKeys, keysOf, type Rc4Lock } from './rc4-lock.ts';

/** What opened a lock. */
export interface FoundKeys {
  readonly keys: BlockKeys;
  /** Which of the passwords, by index; null where it is the one that Office uses where nobody gave any. */
  readonly openedBy: number | null;
}

/** Microseconds that one password takes: some hashes of a few hundred bytes. */
const WORK = 20;
/** What Excel encrypts with where a workbook is only protected against changes ([MS-OFFCRYPTO] §2.4.2.3). */
const DEFAULT_PASSWORD = 'VelvetSweatshop';
const MOST_CHARACTERS = 255;

/** The first password that opens a lock, each proven by the lock's own verifier. */
export function findPassword(lock: Rc4Lock, passwords: readonly string[]): FoundKeys | Shortfall {
  const usual = keysOf(lock, DEFAULT_PASSWORD);
  if (usual !== null) return { keys: usual, openedBy: null };
  const budget = new TryingBudget();
  let tried = 0;
  for (const [openedBy, password] of passwords.entries()) {
    if (!budget.take(WORK)) break;
    tried += 1;
    const keys = password.length > MOST_CHARACTERS ? null : keysOf(lock, password);
    if (keys !== null) return { keys, openedBy };
  }
  return stillLocked('document', tried, passwords.length);
}

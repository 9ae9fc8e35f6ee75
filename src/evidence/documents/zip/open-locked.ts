import { isShortfall, type Shortfall } from '../../shortfall.ts';
import { stillLocked } from '../locked-detail.ts';
import type { TryingBudget } from '../trying-budget.ts';
import type { Decompressed } from './decompress.ts';
import type { Candidate, KeyRing } from './key-ring.ts';
import type { Trial } from './trial.ts';

/** A member's plain bytes, and which password opened it, by index. */
export interface Opened extends Decompressed {
  readonly password: number;
}

/** Work kept for passwords that have opened another member. */
const RESERVE = 5_000_000;

/** Opens a locked member with the first password that is proven right: those that opened other members are tried before the others. */
export async function openLocked(trial: Trial, ring: KeyRing, budget: TryingBudget): Promise<Opened | Shortfall> {
  for (const candidate of ring.proven) {
    if (!budget.take(trial.work)) break;
    const opened = await attempt(trial, candidate, ring, budget);
    if (opened !== null) return opened;
  }
  for (const candidate of ring.candidates) {
    if (!budget.take(trial.work, RESERVE)) return stillLocked('member', candidate.password, ring.size);
    const opened = await attempt(trial, candidate, ring, budget);
    if (opened !== null) return opened;
  }
  return stillLocked('member', ring.size, ring.size);
}

async function attempt(
  trial: Trial,
  candidate: Candidate,
  ring: KeyRing,
  budget: TryingBudget,
): Promise<Opened | Shortfall | null> {
  const prove = trial.check(candidate);
  if (prove === null) return null;
  if (!budget.take(trial.proofWork)) return stillLocked('member', candidate.password, ring.size);
  const outcome = await prove();
  if (outcome === null || isShortfall(outcome)) return outcome;
  ring.prove(candidate);
  return { ...outcome, password: candidate.password };
}

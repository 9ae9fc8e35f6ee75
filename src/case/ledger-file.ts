import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../core/index.ts';
import { CHAIN_START, lineOf, readSealedLine, type Signer, sealEntry } from '../seal/index.ts';
import type { Ledger, LedgerHead } from './case.ts';
import { CaseError } from './case-error.ts';
import type { Store } from './store.ts';

const NEWLINE = 0x0a;

/** Where the ledger stands in a case folder. */
export function ledgerPath(folder: string): string {
  return join(folder, 'ledger.jsonl');
}

/** The head the database has witnessed; the start of the chain for a new case. */
export function witnessedHead(store: Store): LedgerHead {
  return store.get<LedgerHead>('SELECT seq, hash FROM ledger_head') ?? { seq: 0, hash: CHAIN_START };
}

/**
 * Opens the ledger for appending. A last line that a crash cut off was never acknowledged and is dropped.
 * @throws CaseError `ledger-cut` where entries the database has witnessed are gone.
 */
export function openLedger(folder: string, store: Store, signer: Signer, clock: Clock): Ledger {
  const file = openSync(ledgerPath(folder), 'a+', 0o600);
  let head: LedgerHead;
  try {
    head = recoverHead(file, folder, store);
  } catch (error) {
    closeSync(file);
    throw error;
  }
  witness(store, head);
  closeSync(file);
  return {
    head: () => head,
    append: (kind, body) => {
      const entry = { seq: head.seq + 1, at: clock.now(), kind, body, prev: head.hash };
      const sealed = sealEntry(entry, signer);
      appendSynced(folder, `${lineOf(sealed)}\n`);
      head = { seq: entry.seq, hash: sealed.hash };
      witness(store, head);
      return head;
    },
  };
}

/** The lines of the ledger, without line ends; a torn last line is left out. */
export function ledgerLines(folder: string): readonly string[] {
  const path = ledgerPath(folder);
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .slice(0, -1);
}

function recoverHead(file: number, folder: string, store: Store): LedgerHead {
  const bytes = readFileSync(ledgerPath(folder));
  const whole = bytes.lastIndexOf(NEWLINE) + 1;
  if (whole < bytes.length) ftruncateSync(file, whole);
  const last = readSealedLine(
    bytes
      .subarray(0, Math.max(0, whole - 1))
      .toString('utf8')
      .split('\n')
      .at(-1) ?? '',
  );
  const head = last === null ? { seq: 0, hash: CHAIN_START } : { seq: last.entry.seq, hash: last.hash };
  if (head.seq < witnessedHead(store).seq) {
    throw new CaseError(
      'ledger-cut',
      `${ledgerPath(folder)} has lost entries that this case had already recorded`,
      'Restore the case from a backup, and run `postbreach verify` on both.',
      3,
    );
  }
  return head;
}

function appendSynced(folder: string, line: string): void {
  const file = openSync(ledgerPath(folder), 'a', 0o600);
  try {
    writeSync(file, line);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function witness(store: Store, head: LedgerHead): void {
  store.run('INSERT OR REPLACE INTO ledger_head (one, seq, hash) VALUES (1, ?, ?)', head.seq, head.hash);
}

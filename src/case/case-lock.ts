import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CaseError } from './case-error.ts';

/**
 * Keeps a second writer out. The lock is the operating system's own (through SQLite), so it goes with the process that held it,
 * however that ended.
 * @throws CaseError `case-in-use`.
 */
export function lockCase(folder: string): { readonly release: () => void } {
  const db = new DatabaseSync(join(folder, 'case.lock'));
  try {
    db.exec('PRAGMA busy_timeout = 1500; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw new CaseError(
      'case-in-use',
      `${folder} is being written by another postbreach`,
      'Wait until it has ended, then run this again. `status` works meanwhile.',
      3,
      error,
    );
  }
  return { release: () => db.close() };
}

import { accessSync, constants, existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Clock, keyedHash } from '../core/index.ts';
import { signerOf, type Unlock } from '../seal/index.ts';
import type { Case, CaseView } from './case.ts';
import { CaseError } from './case-error.ts';
import { lockCase } from './case-lock.ts';
import { DISCLOSURE_MIGRATIONS } from './disclosure-schema.ts';
import { unwrapCaseKey } from './key-file.ts';
import { openLedger, witnessedHead } from './ledger-file.ts';
import { notACase, readProfile } from './profile.ts';
import { CASE_MIGRATIONS } from './schema.ts';
import { openStore, type Store } from './store.ts';

/**
 * Opens a case for work, alone.
 * @throws CaseError `case-not-found`, `not-a-case`, `key-refused`, `case-in-use`, `ledger-cut`.
 */
export async function openCase(folder: string, unlock: Unlock, clock: Clock): Promise<Case> {
  const path = caseFolder(folder);
  const key = await unwrapCaseKey(readFileSync(join(path, 'key'), 'utf8'), unlock);
  const lock = lockCase(path);
  try {
    const store = openCaseStore(path, 'write');
    store.migrate('case', CASE_MIGRATIONS);
    store.migrate('case-disclosures', DISCLOSURE_MIGRATIONS);
    const profile = readProfile(store, path);
    const ledger = openLedger(path, store, signerOf(key.signingSeed), clock);
    if (ledger.head().seq === 0) throw notACase(path, 'its making was interrupted');
    const close = () => {
      store.close();
      lock.release();
    };
    return { folder: path, profile, store, hash: keyedHash(key.hashKey), ledger, clock, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Opens a case for looking: no key, and while another process writes.
 * @throws CaseError `case-not-found`, `not-a-case`.
 */
export function viewCase(folder: string): CaseView {
  const path = caseFolder(folder);
  const store = openCaseStore(path, 'read');
  return { folder: path, profile: readProfile(store, path), store, head: witnessedHead(store), close: store.close };
}

function caseFolder(folder: string): string {
  const path = resolve(folder);
  if (!existsSync(path)) {
    throw new CaseError(
      'case-not-found',
      `there is no ${path}`,
      'Check the path, or make the case with `postbreach init`.',
      3,
    );
  }
  if (!statSync(path).isDirectory()) throw notACase(path, 'it is a file');
  mayBeRead(path);
  const missing = ['case.db', 'key', 'ledger.jsonl'].find((part) => !existsSync(join(path, part)));
  if (missing !== undefined) throw notACase(path, `it has no ${missing}`);
  refuseLinks(path);
  return path;
}

/** A case that came from elsewhere may hold links: reading through them never ends on a device, writing through them leaves the case. */
function refuseLinks(path: string): void {
  for (const name of ['case.db', 'key', 'ledger.jsonl']) {
    if (!lstatSync(join(path, name)).isFile()) throw notACase(path, `its ${name} is no plain file`);
  }
  for (const name of ['case.db-wal', 'case.db-shm', 'case.lock', 'logs', 'reports', 'tmp']) {
    const found = lstatSync(join(path, name), { throwIfNoEntry: false });
    if (found?.isSymbolicLink()) throw notACase(path, `its ${name} is a link to elsewhere`);
  }
}

function mayBeRead(path: string): void {
  try {
    accessSync(path, constants.R_OK | constants.X_OK);
  } catch (error) {
    throw new CaseError('case-not-found', `${path} may not be read`, 'Allow this user to read it.', 3, error);
  }
}

function openCaseStore(path: string, mode: 'write' | 'read'): Store {
  try {
    const store = openStore(join(path, 'case.db'), mode);
    store.get('SELECT 1 FROM migrations');
    return store;
  } catch (error) {
    throw notACase(path, 'case.db is damaged', error);
  }
}

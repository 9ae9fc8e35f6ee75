import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Clock, keyedHash } from '../core/index.ts';
import { signerOf, type Unlock } from '../seal/index.ts';
import type { Case, CaseProfile } from './case.ts';
import { CaseError } from './case-error.ts';
import { lockCase } from './case-lock.ts';
import { DISCLOSURE_MIGRATIONS } from './disclosure-schema.ts';
import { generateCaseKey, wrapCaseKey } from './key-file.ts';
import { ledgerLines, openLedger } from './ledger-file.ts';
import { checkZone, writeProfile } from './profile.ts';
import { CASE_MIGRATIONS } from './schema.ts';
import { openStore } from './store.ts';

/** What `init` asks for. */
export interface NewCase {
  readonly organisation: string;
  readonly directive: string;
  /** IANA zone. */
  readonly zone: string;
}

/**
 * Makes a new case folder and opens it.
 * @param folder a path that does not exist yet, or an empty folder.
 * @throws CaseError `case-exists`, `unknown-zone`; SealError `key-malformed`.
 */
export async function createCase(folder: string, wanted: NewCase, unlock: Unlock, clock: Clock): Promise<Case> {
  const path = resolve(folder);
  checkZone(wanted.zone);
  refuseOccupied(path);
  const key = generateCaseKey();
  const armored = await wrapCaseKey(key, unlock);
  const signer = signerOf(key.signingSeed);
  for (const part of ['', 'logs', 'reports']) mkdirSync(join(path, part), { recursive: true, mode: 0o700 });
  writeFileSync(join(path, 'key'), armored, { mode: 0o600, flush: true });
  const lock = lockCase(path);
  const store = openStore(join(path, 'case.db'), 'write');
  store.migrate('case', CASE_MIGRATIONS);
  store.migrate('case-disclosures', DISCLOSURE_MIGRATIONS);
  const profile: CaseProfile = {
    ...wanted,
    id: randomBytes(8).toString('hex'),
    createdAt: clock.now(),
    publicKey: signer.publicKey,
  };
  store.transaction(() => writeProfile(store, profile));
  const ledger = openLedger(path, store, signer, clock);
  ledger.append('init', { ...profile, keySha256: createHash('sha256').update(armored).digest('hex') });
  const close = () => {
    store.close();
    lock.release();
  };
  return { folder: path, profile, store, hash: keyedHash(key.hashKey), ledger, clock, close };
}

/** A folder with a key and nothing in its ledger is most likely a case whose making was interrupted. */
function refuseOccupied(path: string): void {
  const names = existsSync(path) ? readdirSync(path) : [];
  if (names.length === 0) return;
  const interrupted = names.includes('key') && ledgerLines(path).length === 0;
  const [what, next] = interrupted
    ? [
        'holds a case whose making was interrupted',
        'If nothing was put into it, delete that folder and run this again.',
      ]
    : ['is there already and not empty', 'Choose another name for the new case.'];
  throw new CaseError('case-exists', `${path} ${what}`, next, 2);
}

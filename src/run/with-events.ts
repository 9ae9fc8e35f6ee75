import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from '../case/index.ts';
import { type EventStore, openEventStore } from '../logs/index.ts';
import { caseNetworks } from './case-networks.ts';
import { principalNames } from './principal-names.ts';

/**
 * Opens the event table for some work and closes it after. What does not fit in memory goes to a folder inside the case, which goes
 * away with it; what a killed run left there goes first.
 * @param files absolute paths of committed log files.
 * @param tempName the folder's name; one of its own for whoever only looks, since a run may be at work.
 */
export async function withEvents<Result>(
  kase: Pick<Case, 'folder' | 'store'>,
  files: readonly string[],
  work: (events: EventStore) => Promise<Result>,
  tempName = 'tmp',
): Promise<Result> {
  const tempDir = join(kase.folder, tempName);
  rmSync(tempDir, { recursive: true, force: true });
  mkdirSync(tempDir, { recursive: true, mode: 0o700 });
  try {
    const events = await openEventStore(files, {
      tempDir,
      networks: caseNetworks(kase),
      principals: principalNames(kase),
    });
    try {
      return await work(events);
    } finally {
      events.close();
    }
  } finally {
    rmSync(tempDir, { recursive: true, force: true });
  }
}

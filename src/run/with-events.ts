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
export function withEvents<Result>(
  kase: Pick<Case, 'folder' | 'store'>,
  files: readonly string[],
  work: (events: EventStore) => Promise<Result>,
  tempName = 'tmp',
): Promise<Result> {
  return withEventsWhenAsked(kase, files, async (open) => work(await open()), tempName);
}

/** The same for work that may have no question: the table is opened when it is first asked for. */
export async function withEventsWhenAsked<Result>(
  kase: Pick<Case, 'folder' | 'store'>,
  files: readonly string[],
  work: (open: () => Promise<EventStore>) => Promise<Result>,
  tempName = 'tmp',
): Promise<Result> {
  const tempDir = join(kase.folder, tempName);
  rmSync(tempDir, { recursive: true, force: true });
  let opened: Promise<EventStore> | null = null;
  const open = () => {
    mkdirSync(tempDir, { recursive: true, mode: 0o700 });
    opened ??= openEventStore(files, { tempDir, networks: caseNetworks(kase), principals: principalNames(kase) });
    return opened;
  };
  try {
    return await work(open);
  } finally {
    await closed(opened);
    rmSync(tempDir, { recursive: true, force: true });
  }
}

/** Whoever asked has been told why a table could not be opened. */
async function closed(opened: Promise<EventStore> | null): Promise<void> {
  const events = await opened?.catch(() => null);
  events?.close();
}

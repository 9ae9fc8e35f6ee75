import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from '../case/index.ts';
import { packageRoot } from '../core/index.ts';
import { EVENT_COLUMNS, type EventStore } from '../logs/index.ts';
import type { Remembered, TableMarks } from '../review/index.ts';
import { usableNetworks } from './case-networks.ts';

interface LogFile {
  readonly path: string;
  readonly source: string;
  readonly day: string;
  readonly sha256: string;
}

/**
 * By what the case's event table is told from one of other events: the contents of its files, which rows of them stand for records of several
 * files, and what is joined to the rows.
 * @param open the event table of the case's files; asked only where these files have not been looked at together before.
 */
export async function tableMarks(
  kase: Case,
  remembered: Remembered,
  open: () => Promise<EventStore>,
): Promise<TableMarks> {
  const files = kase.store.all<LogFile>('SELECT path, source, day, sha256 FROM log_files ORDER BY path');
  const repeats = await repeatsOf(kase, files, remembered, open);
  const places = Map.groupBy(files, ({ day, source }) => `${day} ${source}`);
  const days = [...places.keys()].sort().map((place) => {
    const [day = '', source = ''] = place.split(' ');
    const some = places.get(place) ?? [];
    const contents = some.flatMap(({ path, sha256 }) => [path, sha256, repeats[path] ?? '']);
    return { day, source, mark: kase.hash.hex('log-files', ...contents) };
  });
  return { joined: joinedMark(kase), days };
}

/** By path in the case; of files without repeated records nothing. */
async function repeatsOf(
  kase: Case,
  files: readonly LogFile[],
  remembered: Remembered,
  open: () => Promise<EventStore>,
): Promise<Readonly<Record<string, string>>> {
  const input = kase.hash.hex('log-files', ...files.flatMap(({ path, sha256 }) => [path, sha256]));
  const known = remembered.recall<Readonly<Record<string, string>>>('repeats', '', input);
  if (known !== undefined) return known;
  const { repeats } = await open();
  const marks = files.flatMap(({ path }) => {
    const mark = repeats.get(join(kase.folder, path));
    return mark === undefined ? [] : [[path, mark] as const];
  });
  const found = Object.fromEntries(marks);
  remembered.keep('repeats', '', input, found);
  return found;
}

/** Another installation may read the same files in another way. */
function joinedMark(kase: Case): string {
  const columns = EVENT_COLUMNS.map(({ name, type }) => `${name} ${type}`);
  const networks = usableNetworks(kase).map(({ id, sha256 }) => `${id} ${sha256}`);
  const snapshots = kase.store.all<{ source_id: string; captured_at: string; content: Uint8Array }>(
    'SELECT source_id, captured_at, content FROM snapshots ORDER BY captured_at, source_id',
  );
  const directories = snapshots.map(
    ({ source_id, captured_at, content }) =>
      `${source_id} ${captured_at} ${createHash('sha256').update(content).digest('hex')}`,
  );
  const parts = [[installation()], columns, networks, directories];
  return kase.hash.hex('joined', ...parts.map((part) => JSON.stringify(part)));
}

function installation(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };
  return version;
}

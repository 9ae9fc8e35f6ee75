import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from '../case/index.ts';
import { knownFingerprints, knownMask } from './known-mask.ts';
import { withEvents } from './with-events.ts';

const STEP = 'log-mask';

/**
 * Where credentials were found since the logs were read, and one of them stands in the event table, forgets the logs, so that they are
 * read anew with it masked.
 */
export async function forgetUnmaskedLogs(kase: Case): Promise<void> {
  const before = kase.store.get<{ input: string }>('SELECT input FROM steps WHERE name = ?', STEP)?.input ?? null;
  if (before === maskOf(kase) || !(await holdsKnownSecret(kase))) return;
  kase.store.run("DELETE FROM tallies WHERE source_id IN (SELECT id FROM sources WHERE kind = 'logs')");
}

/** Notes by which credentials the event table is masked. */
export function noteLogMask(kase: Case): void {
  const values = [STEP, maskOf(kase), kase.clock.now()];
  kase.store.run('INSERT OR REPLACE INTO steps (name, input, finished_at) VALUES (?, ?, ?)', ...values);
}

function maskOf(kase: Case): string {
  return kase.hash.hex('log-mask', ...knownFingerprints(kase));
}

async function holdsKnownSecret(kase: Case): Promise<boolean> {
  const listed = kase.store.all<{ path: string; day: string }>('SELECT path, day FROM log_files ORDER BY path');
  const files = listed.filter((file) => existsSync(join(kase.folder, file.path)));
  if (files.length === 0) return false;
  const mask = knownMask(kase);
  const paths = files.map((file) => join(kase.folder, file.path));
  return withEvents(kase, paths, async (events) => {
    for (const day of new Set(files.map((file) => file.day))) {
      const rows = await events.query<TypedTexts>(TYPED, [day]);
      if (rows.some((row) => textsOf(row).some((text) => mask(text) !== text))) return true;
      const said = await events.query<Readonly<Record<string, string | null>>>(SAID, [day]);
      const texts = said.flatMap((row) => Object.values(row)).filter((text) => text !== null);
      if (texts.some((text) => mask(text) !== text)) return true;
    }
    return false;
  });
}

interface TypedTexts {
  readonly details: string | null;
  readonly target: string | null;
}

/** What programs say of themselves, in records of every kind. */
const SAID = 'SELECT DISTINCT workload, app_name, user_agent, client_app FROM events WHERE day = $1';

const TYPED = `SELECT details, target FROM events WHERE day = $1 AND category NOT IN ('sign-in', 'mail-access')`;

function textsOf({ details, target }: TypedTexts): readonly string[] {
  const values = details === null ? [] : Object.values(JSON.parse(details) as Readonly<Record<string, unknown>>);
  return [...values, target].filter((value) => typeof value === 'string');
}

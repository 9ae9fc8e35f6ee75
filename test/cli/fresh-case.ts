import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync, gzipSync } from 'node:zlib';
import { generateOrganisation } from '../../examples/index.ts';
import { hashFile } from '../../src/case/index.ts';
import { postbreach } from './postbreach.ts';

/** The morning on which the story's first report is due. */
export const STORY_DAY = '2024-04-08T13:00:00Z';
const EVIDENCE = ['mail', 'logs', 'manifest.csv', 'accounts.csv', 'directory-before.json', 'directory-after.json'];

interface FreshCase {
  readonly seed: number;
  readonly messages: number;
  /** How many records of each log written line by line are kept; all unless given. */
  readonly logRecords?: number;
}

/** Makes the synthetic organisation in `folder` and a case that has been given all of it and has not been run. */
export async function makeFreshCase(
  folder: string,
  settings: FreshCase,
): Promise<{ readonly kase: string; readonly key: string; readonly organisation: string }> {
  const [organisation, kase, key] = [join(folder, 'organisation'), join(folder, 'fresh.case'), join(folder, 'key')];
  await generateOrganisation(organisation, settings);
  if (settings.logRecords !== undefined) shortenLogs(join(organisation, 'logs'), settings.logRecords);
  const commands = [
    ['init', kase, '--new-identity', key, '--as-of', STORY_DAY],
    ['add', kase, ...EVIDENCE.map((name) => join(organisation, name)), '--identity', key, '--as-of', STORY_DAY],
  ];
  for (const command of commands) {
    const ran = postbreach(command);
    if (ran.code !== 0) throw new Error(`${command[0]} ended with ${ran.code}: ${ran.stderr}`);
  }
  return { kase, key, organisation };
}

function shortenLogs(folder: string, records: number): void {
  const audit = join(folder, 'unified-audit-log.csv');
  writeFileSync(audit, `${firstLines(readFileSync(audit, 'utf8'), records + 1)}\r\n`);
  const signIns = join(folder, 'service-principal-signins.ndjson.gz');
  writeFileSync(signIns, gzipSync(`${firstLines(gunzipSync(readFileSync(signIns)).toString('utf8'), records)}\n`));
}

function firstLines(text: string, count: number): string {
  return text.trimEnd().split(/\r?\n/).slice(0, count).join('\n');
}

/** What may differ between two runs of one case: recorded times, and the ledger. */
const RECORDED = new Set(['sources.added_at', 'steps.finished_at', 'decisions.at', 'assignments.at']);
const ASIDE = new Set(['ledger_head']);

/** Every row of every table as JSON, in an order of its own; recorded times and the ledger aside. */
export function dumpCase(kase: string): Readonly<Record<string, readonly string[]>> {
  const db = new DatabaseSync(join(kase, 'case.db'), { readOnly: true });
  try {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
    const names = tables.map((table) => String(table.name)).filter((name) => !ASIDE.has(name));
    return Object.fromEntries(names.map((name) => [name, rowsOf(db, name)]));
  } finally {
    db.close();
  }
}

function rowsOf(db: DatabaseSync, table: string): readonly string[] {
  const kept = ([column]: [string, unknown]) => !RECORDED.has(`${table}.${column}`);
  const rows = db.prepare(`SELECT * FROM ${table}`).all();
  return rows.map((row) => JSON.stringify(Object.entries(row).filter(kept))).sort();
}

/** The files that a case at rest holds, relative to it: nothing temporary is among them. */
export function filesAtRest(kase: string): readonly string[] {
  return ['case.db', 'case.lock', 'key', 'ledger.jsonl', ...logFiles(kase)].sort();
}

function logFiles(kase: string): readonly string[] {
  const db = new DatabaseSync(join(kase, 'case.db'), { readOnly: true });
  try {
    return db
      .prepare('SELECT path FROM log_files')
      .all()
      .map((row) => String(row.path));
  } finally {
    db.close();
  }
}

/** The SHA-256 of every committed log file, by its path in the case. */
export function logHashes(kase: string): Readonly<Record<string, string>> {
  return Object.fromEntries(logFiles(kase).map((path) => [path, hashFile(join(kase, path)).sha256]));
}

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CaseView } from './case.ts';
import type { Check } from './check.ts';
import { hashFile } from './file-hash.ts';
import { ledgerEntries } from './read-ledger.ts';
import { sourcesOf, UNREADABLE } from './source-row.ts';

/** Checks every file the case vouches for: evidence, key, frozen reports, log files. */
export function* checkFiles(view: CaseView): Generator<Check> {
  for (const source of sourcesOf(view.store)) {
    if (source.shape !== UNREADABLE) yield checkFile('evidence', source.path, source.relative, source.sha256);
  }
  yield* checkKey(view);
  yield* checkReports(view);
  const logs = view.store.all<{ path: string; sha256: string }>('SELECT path, sha256 FROM log_files ORDER BY path');
  for (const { path, sha256 } of logs) yield checkFile('log file', join(view.folder, path), path, sha256);
}

function* checkKey({ folder }: CaseView): Generator<Check> {
  const recorded = ledgerEntries(folder, 'init')[0]?.body.keySha256;
  if (typeof recorded === 'string') yield checkFile('key', join(folder, 'key'), 'key', recorded);
}

/** Frozen reports have the hash of their ledger entry, and nothing else lies among them. */
function* checkReports({ folder }: CaseView): Generator<Check> {
  const frozen = ledgerEntries(folder, 'report').flatMap(({ body: { path, sha256 } }) =>
    typeof path === 'string' && typeof sha256 === 'string' ? [{ path, sha256 }] : [],
  );
  for (const { path, sha256 } of frozen) yield checkFile('report', join(folder, path), path, sha256);
  const known = new Set(frozen.map((report) => report.path));
  const present = existsSync(join(folder, 'reports')) ? readdirSync(join(folder, 'reports')) : [];
  for (const path of present.map((name) => `reports/${name}`).filter((one) => !known.has(one))) {
    yield { what: 'report', subject: path, ok: false, detail: 'stands in no ledger entry: this case did not write it' };
  }
}

const NEXT: { readonly [What in Check['what']]?: string } = {
  evidence: '; if it has moved, `postbreach relink` points the case there',
  'log file': '; run the case again',
};

function checkFile(what: Check['what'], path: string, subject: string, sha256: string): Check {
  if (!existsSync(path)) return { what, subject, ok: false, detail: `is not at ${path}${NEXT[what] ?? ''}` };
  const ok = hashFile(path).sha256 === sha256;
  return { what, subject, ok, detail: ok ? 'has the hash that was recorded' : 'was changed: its hash differs' };
}

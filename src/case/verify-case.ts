import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { verifyChain } from '../seal/index.ts';
import type { CaseView } from './case.ts';
import { hashFile } from './file-hash.ts';
import { ledgerLines, witnessedHead } from './ledger-file.ts';
import { ledgerEntries } from './read-ledger.ts';
import { sourcesOf, UNREADABLE } from './source-row.ts';
import type { Store } from './store.ts';

/** One thing that was checked. `detail` is a plain sentence. */
export interface Check {
  readonly what: 'ledger' | 'evidence' | 'report' | 'log file' | 'tally';
  readonly subject: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Checks the ledger, the hashes of evidence and frozen reports, the committed log files and the tallies of a case. */
export function* verifyCase(view: CaseView): Generator<Check> {
  yield checkLedger(view);
  for (const source of sourcesOf(view.store)) {
    if (source.shape !== UNREADABLE) yield checkFile('evidence', source.path, source.relative, source.sha256);
  }
  for (const report of frozenReports(view.folder)) {
    yield checkFile('report', join(view.folder, report.path), report.path, report.sha256);
  }
  for (const file of view.store.all<{ path: string }>('SELECT path FROM log_files ORDER BY path')) {
    const ok = existsSync(join(view.folder, file.path));
    yield { what: 'log file', subject: file.path, ok, detail: ok ? 'is there' : 'is missing; run the case again' };
  }
  yield* checkTallies(view.store);
}

function checkLedger(view: CaseView): Check {
  const lines = ledgerLines(view.folder);
  const verdict = verifyChain(lines, view.profile.publicKey);
  const subject = 'ledger.jsonl';
  if (verdict.state === 'broken') {
    return { what: 'ledger', subject, ok: false, detail: `line ${verdict.line} ${verdict.reason}` };
  }
  const witnessed = witnessedHead(view.store);
  if (verdict.entries < witnessed.seq) {
    return {
      what: 'ledger',
      subject,
      ok: false,
      detail: `ends at entry ${verdict.entries}, but ${witnessed.seq} were recorded`,
    };
  }
  return { what: 'ledger', subject, ok: true, detail: `${verdict.entries} entries, head ${verdict.head}` };
}

function frozenReports(folder: string): readonly { path: string; sha256: string }[] {
  return ledgerEntries(folder, 'report').flatMap(({ body: { path, sha256 } }) =>
    typeof path === 'string' && typeof sha256 === 'string' ? [{ path, sha256 }] : [],
  );
}

function checkFile(what: 'evidence' | 'report', path: string, subject: string, sha256: string): Check {
  if (!existsSync(path)) {
    const next = what === 'evidence' ? '; if it has moved, `postbreach relink` points the case there' : '';
    return { what, subject, ok: false, detail: `is not at ${path}${next}` };
  }
  const ok = hashFile(path).sha256 === sha256;
  return { what, subject, ok, detail: ok ? 'has the hash that was recorded' : 'was changed: its hash differs' };
}

function* checkTallies(store: Store): Generator<Check> {
  const rows = store.all<{ relative: string; expected: number | null; got: number; done: number }>(
    `SELECT s.relative, t.expected, t.read + t.unreadable + t.encrypted AS got, t.done
     FROM tallies t JOIN sources s ON s.id = t.source_id ORDER BY s.relative`,
  );
  const off = rows.filter((row) => row.done === 1 && row.expected !== null && row.expected !== row.got);
  for (const row of off) {
    yield {
      what: 'tally',
      subject: row.relative,
      ok: false,
      detail: `expected ${row.expected}, accounted for ${row.got}`,
    };
  }
  if (off.length === 0) yield { what: 'tally', subject: `${rows.length} sources`, ok: true, detail: 'balance' };
}

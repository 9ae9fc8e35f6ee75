import { verifyChain } from '../seal/index.ts';
import type { CaseView } from './case.ts';
import type { Check } from './check.ts';
import { ledgerLines, witnessedHead } from './ledger-file.ts';
import { ledgerEntries } from './read-ledger.ts';
import { stateDigest } from './state-digest.ts';
import type { Store } from './store.ts';
import { checkFiles } from './verify-files.ts';

/** Checks a case against what it recorded: the ledger, every file it vouches for, the tallies, and the tables of the last run. */
export function* verifyCase(view: CaseView): Generator<Check> {
  yield checkLedger(view);
  yield* checkFiles(view);
  yield* checkTallies(view.store);
  yield checkState(view);
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

/** The tables that a run derives must be those that the last finished run left. */
function checkState({ folder, store }: CaseView): Check {
  const subject = 'what the last run came to';
  const last = ledgerEntries(folder).findLast(({ kind }) => STATE_KINDS.has(kind));
  const { tables, digest } = last?.body ?? {};
  if (last?.kind !== 'run' || !Array.isArray(tables)) {
    return { what: 'state', subject, ok: true, detail: 'not checked: run the case to its end first' };
  }
  const ok = stateDigest(store, tables.map(String)) === digest;
  return {
    what: 'state',
    subject,
    ok,
    detail: ok ? 'is as it left it' : 'was changed since; run the case again on a copy and compare',
  };
}

/** What changes the derived tables, or is the record of them. */
const STATE_KINDS = new Set(['run', 'run-started', 'add']);

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

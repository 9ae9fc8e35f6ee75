import { type CaseView, type Check, ledgerEntries } from '../case/index.ts';

/** Whether people's decisions and assignments are those of the ledger: none without its entry, no entry without its row. */
export function checkDecisions({ folder, store }: CaseView): readonly Check[] {
  return [
    check(
      'decisions',
      rowsOf(store, 'credential, decision, reason, by_whom, at', 'decisions'),
      entriesOf(folder, 'decision'),
    ),
    check(
      'assignments',
      rowsOf(store, 'credential, owner, by_whom, at', 'assignments'),
      entriesOf(folder, 'assignment'),
    ),
  ];
}

function check(subject: string, rows: readonly string[], entries: readonly string[]): Check {
  const forged = rows.filter((row) => !entries.includes(row)).length;
  const lost = entries.filter((entry) => !rows.includes(entry)).length;
  const ok = forged === 0 && lost === 0;
  const faults = [
    ...(forged > 0 ? [`${forged} stand in no ledger entry`] : []),
    ...(lost > 0 ? [`${lost} of the ledger are missing in the case`] : []),
  ];
  return { what: 'decisions', subject, ok, detail: ok ? 'are those of the ledger' : faults.join('; ') };
}

function rowsOf(store: CaseView['store'], columns: string, table: string): readonly string[] {
  if (store.get('SELECT 1 FROM sqlite_schema WHERE name = ?', table) === null) return [];
  return store
    .all<Readonly<Record<string, string>>>(`SELECT ${columns} FROM ${table} ORDER BY seq`)
    .map((row) => JSON.stringify(Object.values(row)));
}

/** In the ledger the fields stand by name; canonical JSON has put them in another order. */
function entriesOf(folder: string, kind: 'decision' | 'assignment'): readonly string[] {
  return ledgerEntries(folder, kind).map(({ body }) => {
    const { credential, decision, reason, by, decidedAt, owner, assignedAt } = body;
    return JSON.stringify(
      kind === 'decision' ? [credential, decision, reason, by, decidedAt] : [credential, owner, by, assignedAt],
    );
  });
}

import type { Case } from '../case/index.ts';
import { normaliseSubject } from '../intake/index.ts';
import { knownMask } from './known-mask.ts';
import type { RunObserver } from './run-observer.ts';

/** Every stored text that comes from mail or lists: table, key, text column. What is derived from them is derived after the sweep. */
const TEXTS = [
  ['messages', 'id', 'subject'],
  ['messages', 'id', 'from_address'],
  ['messages', 'id', 'container'],
  ['messages', 'id', 'folder'],
  ['parts', 'id', 'file_name'],
  ['parts', 'id', 'member'],
  ['occurrences', 'id', 'context'],
  ['occurrences', 'id', 'principal'],
  ['occurrences', 'id', 'host'],
  ['occurrences', 'id', 'member'],
  ['occurrences', 'id', 'landmark'],
  ['occurrences', 'id', 'reasons'],
  ['disclosures', 'id', 'shown'],
  ['disclosures', 'id', 'member'],
  ['disclosures', 'id', 'landmark'],
  ['losses', 'id', 'detail'],
  ['losses', 'id', 'member'],
  ['losses', 'id', 'container'],
  ['compromised_accounts', 'id', 'name'],
  ['manifest_entries', "source_id || ' ' || row", 'subject'],
  ['manifest_entries', "source_id || ' ' || row", 'attachments'],
] as const;

/**
 * Masks, in every stored text, the values of credentials that were found elsewhere: a password stated in one message may stand in
 * the subject of another, where no rule sees it. Works by fingerprint, so no plaintext is needed. Findings of low confidence are
 * masked where they stand and not elsewhere: many are ordinary words.
 */
export function sweepMasks(kase: Case, observer: RunObserver): void {
  observer.step('Masking what was found elsewhere', TEXTS.length, 'items');
  const mask = knownMask(kase);
  let masked = 0;
  kase.store.transaction(() => {
    for (const [index, [table, key, column]] of TEXTS.entries()) {
      if (isThere(kase, table)) masked += sweepColumn(kase, table, key, column, mask);
      observer.progress(index + 1);
    }
  });
  // The old pages still hold the text in the log; secure_delete has overwritten them in the database itself.
  kase.store.get('PRAGMA wal_checkpoint(TRUNCATE)');
  observer.stepDone(`${masked} texts masked further`);
}

/** What a subject is compared by follows it. */
function sweepColumn(kase: Case, table: string, key: string, column: string, mask: (text: string) => string): number {
  const changed: { readonly id: string; readonly text: string }[] = [];
  const rows = kase.store.each<{ id: string; text: string }>(
    `SELECT ${key} AS id, ${column} AS text FROM ${table} WHERE ${column} IS NOT NULL`,
  );
  for (const { id, text } of rows) {
    const masked = mask(text);
    if (masked !== text) changed.push({ id, text: masked });
  }
  for (const { id, text } of changed) {
    kase.store.run(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`, text, id);
    if (table === 'manifest_entries' && column === 'subject')
      kase.store.run(`UPDATE ${table} SET subject_normal = ? WHERE ${key} = ?`, normaliseSubject(text), id);
  }
  return changed.length;
}

function isThere(kase: Case, table: string): boolean {
  return kase.store.get('SELECT 1 FROM sqlite_schema WHERE name = ?', table) !== null;
}

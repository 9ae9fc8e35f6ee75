import type { Case } from '../case/index.ts';
import { knownValueMask } from '../secrets/index.ts';
import type { RunObserver } from './run-observer.ts';

/** Every stored text that comes from mail or lists: table, key column, text column. */
const TEXTS = [
  ['messages', 'id', 'subject'],
  ['parts', 'id', 'file_name'],
  ['parts', 'id', 'member'],
  ['occurrences', 'id', 'context'],
  ['occurrences', 'id', 'principal'],
  ['occurrences', 'id', 'host'],
  ['occurrences', 'id', 'member'],
  ['losses', 'id', 'detail'],
  ['losses', 'id', 'member'],
] as const;

/**
 * Masks, in every stored text, the values of credentials that were found elsewhere: a password stated in one message may stand in
 * the subject of another, where no rule sees it. Works by fingerprint, so no plaintext is needed. Findings of low confidence are
 * masked where they stand and not elsewhere: many are ordinary words.
 */
export function sweepMasks(kase: Case, observer: RunObserver): void {
  observer.step('Masking what was found elsewhere', TEXTS.length, 'items');
  const fingerprints = new Set(
    kase.store
      .all<{ fingerprint: string }>("SELECT DISTINCT fingerprint FROM occurrences WHERE confidence <> 'low'")
      .map((row) => row.fingerprint),
  );
  const mask = knownValueMask(kase.hash, fingerprints);
  let masked = 0;
  kase.store.transaction(() => {
    for (const [index, [table, key, column]] of TEXTS.entries()) {
      masked += sweepColumn(kase, table, key, column, mask);
      observer.progress(index + 1);
    }
  });
  // The old pages still hold the text in the log; secure_delete has overwritten them in the database itself.
  kase.store.get('PRAGMA wal_checkpoint(TRUNCATE)');
  observer.stepDone(`${masked} texts masked further`);
}

function sweepColumn(kase: Case, table: string, key: string, column: string, mask: (text: string) => string): number {
  const changed: { readonly id: string; readonly text: string }[] = [];
  const rows = kase.store.each<{ id: string; text: string }>(
    `SELECT ${key} AS id, ${column} AS text FROM ${table} WHERE ${column} IS NOT NULL`,
  );
  for (const { id, text } of rows) {
    const masked = mask(text);
    if (masked !== text) changed.push({ id, text: masked });
  }
  for (const { id, text } of changed) kase.store.run(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`, text, id);
  return changed.length;
}

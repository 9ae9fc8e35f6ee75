import type { Case } from '../case/index.ts';
import { rulePackVersion } from '../secrets/index.ts';

const STEP = 'rules';

/**
 * Where the rules differ from those the mail was scanned with, forgets what was read of mail and lists, so that they are read anew and
 * every stored text is masked by the new rules. Decisions stay: they go by fingerprint.
 * @returns whether anything was forgotten.
 */
export function forgetOldRules(kase: Case): boolean {
  const now = rulePackVersion();
  const before = kase.store.get<{ input: string }>('SELECT input FROM steps WHERE name = ?', STEP)?.input ?? null;
  if (before === now) return false;
  kase.store.transaction(() => {
    if (before !== null) forgetTexts(kase);
    kase.store.run(
      'INSERT OR REPLACE INTO steps (name, input, finished_at) VALUES (?, ?, ?)',
      STEP,
      now,
      kase.clock.now(),
    );
  });
  if (before === null) return false;
  // The old pages still hold the text in the log; secure_delete has overwritten them in the database itself.
  kase.store.get('PRAGMA wal_checkpoint(TRUNCATE)');
  kase.ledger.append('rules-changed', { from: before, to: now });
  return true;
}

function forgetTexts(kase: Case): void {
  const dependent = ['stolen_copies', 'occurrences', 'parts', 'embedded_ids', 'message_addresses', 'messages'];
  for (const table of dependent) {
    const known = kase.store.get('SELECT 1 FROM sqlite_schema WHERE name = ?', table);
    if (known !== null) kase.store.run(`DELETE FROM ${table}`);
  }
  const sources = `(SELECT id FROM sources WHERE kind IN ('mail', 'manifest', 'accounts'))`;
  kase.store.run(`DELETE FROM losses WHERE source_id IN ${sources}`);
  kase.store.run(`DELETE FROM tallies WHERE source_id IN ${sources}`);
}

import { type Case, type SourceRow, sourcesOf } from '../case/index.ts';
import { rulePackVersion } from '../secrets/index.ts';
import { caseRulesVersion } from './case-rules.ts';
import { readSettings } from './settings.ts';
import { sourceFault } from './source-fault.ts';

const STEP = 'rules';

/**
 * Where the rules, or the way mail is read, differ from those the mail was scanned with, forgets what was read of mail and lists, so that they are read anew and
 * every stored text is masked by the new rules. What cannot be read anew is kept as it is, and tried again by the next run. Decisions
 * stay: they go by fingerprint.
 * @returns whether anything was forgotten.
 */
export function forgetOldRules(kase: Case): boolean {
  const given = caseRulesVersion(kase);
  const now = `${rulePackVersion()}${readSettings(kase).ocr ? ' with letters in pictures' : ''}${given === '' ? '' : ` and rules ${given}`}`;
  const before = kase.store.get<{ input: string }>('SELECT input FROM steps WHERE name = ?', STEP)?.input ?? null;
  if (before === now) return false;
  const sources = before === null ? [] : sourcesOf(kase.store).filter(({ kind }) => HOLDS_TEXT.has(kind));
  const readable = sources.filter((source) => sourceFault(source) === null);
  kase.store.transaction(() => {
    for (const source of readable) forgetTexts(kase, source);
    const input = readable.length === sources.length ? now : `${before}`;
    const values = [STEP, input, kase.clock.now()] as const;
    kase.store.run('INSERT OR REPLACE INTO steps (name, input, finished_at) VALUES (?, ?, ?)', ...values);
  });
  if (before === null) return false;
  // The old pages still hold the text in the log; secure_delete has overwritten them in the database itself.
  kase.store.get('PRAGMA wal_checkpoint(TRUNCATE)');
  kase.ledger.append('rules-changed', { from: before, to: now, kept: sources.length - readable.length });
  return true;
}

const HOLDS_TEXT: ReadonlySet<SourceRow['kind']> = new Set(['mail', 'manifest', 'accounts']);
const OF_A_MESSAGE = [
  'stolen_copies',
  'tried_keys',
  'openings',
  'disclosures',
  'account_names',
  'occurrences',
  'parts',
  'embedded_ids',
  'message_addresses',
  'message_references',
  'message_groups',
];

function forgetTexts({ store }: Case, { id }: SourceRow): void {
  for (const table of OF_A_MESSAGE) {
    const known = store.get('SELECT 1 FROM sqlite_schema WHERE name = ?', table) !== null;
    if (known) store.run(`DELETE FROM ${table} WHERE message IN (SELECT id FROM messages WHERE source_id = ?)`, id);
  }
  for (const table of ['messages', 'losses', 'tallies']) store.run(`DELETE FROM ${table} WHERE source_id = ?`, id);
}

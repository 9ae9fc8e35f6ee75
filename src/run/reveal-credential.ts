import type { Case } from '../case/index.ts';
import type { WorkItem } from '../response/index.ts';
import { fingerprintOf, type Scanner } from '../secrets/index.ts';
import { knownKeys, valuesOf } from './known-keys.ts';
import { RunError } from './run-error.ts';
import { scanItem } from './scan-item.ts';
import { StoredItems } from './stored-items.ts';

/**
 * Reads a credential's value from the evidence again. The reveal stands in the ledger before the value is returned; the value is
 * kept nowhere.
 * @throws RunError `evidence-missing` where no source with it can be read, `secret-not-found-again` where its place no longer holds it.
 */
export async function revealCredential(kase: Case, item: WorkItem, scanner: Scanner, by: string): Promise<string> {
  const items = new StoredItems(kase);
  const places = kase.store.all<{ id: string }>(
    `SELECT DISTINCT m.id, s.size, s.relative, m.position FROM occurrences o JOIN messages m ON m.id = o.message JOIN sources s ON s.id = m.source_id
     WHERE o.fingerprint = ? ORDER BY s.size, s.relative, m.position LIMIT 20`,
    item.fingerprint,
  );
  const readable = places.filter(({ id }) => items.isReadable(id));
  if (readable.length === 0) {
    const next = 'Bring the evidence back, or `postbreach relink` it.';
    throw new RunError('evidence-missing', `no evidence that holds ${item.id} can be read`, next, 3);
  }
  kase.ledger.append('reveal', { credential: item.id, by });
  for (const { id } of readable) {
    const value = await valueIn(kase, items, { id, fingerprint: item.fingerprint }, scanner);
    if (value !== null) return value;
  }
  const next = 'Run the case again: its rules may have changed since.';
  throw new RunError('secret-not-found-again', `${item.id} was not found again where it stood`, next, 4);
}

/** The value in one message: as a rule finds it, behind its locks too, or as the password that it proved to be. */
async function valueIn(
  kase: Case,
  items: StoredItems,
  { id, fingerprint }: { readonly id: string; readonly fingerprint: string },
  scanner: Scanner,
): Promise<string | null> {
  const item = await items.read(id, knownKeys(kase, items, scanner, id));
  if (item === null) return null;
  const found = scanItem(item, scanner)
    .flatMap((text) => text.findings)
    .find((finding) => fingerprintOf(finding.secret, kase.hash) === fingerprint);
  return found?.secret.reveal() ?? valuesOf(kase, item, scanner, new Set([fingerprint]))[0] ?? null;
}

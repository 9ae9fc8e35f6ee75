import type { Case, SourceRow } from '../case/index.ts';
import { EMPTY_TALLY } from '../core/index.ts';
import { type Position, readSource } from '../evidence/index.ts';
import type { WorkItem } from '../response/index.ts';
import { fingerprintOf, type Scanner } from '../secrets/index.ts';
import { RunError } from './run-error.ts';
import { scanItem } from './scan-item.ts';
import { sourceFault, sourceOfRow } from './source-fault.ts';
import { spillFolder } from './spill-folder.ts';

type Place = Pick<SourceRow, 'id' | 'kind' | 'shape' | 'root' | 'relative' | 'path' | 'size' | 'sha256'> & {
  readonly position: string;
};

/**
 * Reads a credential's value from the evidence again. The reveal stands in the ledger before the value is returned; the value is
 * kept nowhere.
 * @throws RunError `evidence-missing` where no source with it can be read, `secret-not-found-again` where its place no longer holds it.
 */
export async function revealCredential(kase: Case, item: WorkItem, scanner: Scanner, by: string): Promise<string> {
  const places = kase.store.all<Place>(
    `SELECT s.id, s.kind, s.shape, s.root, s.relative, s.path, s.size, s.sha256, m.position
     FROM occurrences o JOIN messages m ON m.id = o.message JOIN sources s ON s.id = m.source_id
     WHERE o.fingerprint = ? ORDER BY s.size, s.relative, m.position LIMIT 20`,
    item.fingerprint,
  );
  const sound = new Set(soundSources(places));
  const readable = places.filter((place) => sound.has(place.id));
  if (readable.length === 0) {
    const next = 'Bring the evidence back, or `postbreach relink` it.';
    throw new RunError('evidence-missing', `no evidence that holds ${item.id} can be read`, next, 3);
  }
  kase.ledger.append('reveal', { credential: item.id, by });
  for (const place of readable) {
    const value = await valueAt(kase, place, item.fingerprint, scanner);
    if (value !== null) return value;
  }
  const next = 'Run the case again: its rules may have changed since.';
  throw new RunError('secret-not-found-again', `${item.id} was not found again where it stood`, next, 4);
}

/** Ids of the sources that are as they were; each is hashed once, however many places it holds. */
function* soundSources(places: readonly Place[]): Generator<string> {
  for (const place of new Map(places.map((one) => [one.id, one])).values())
    if (sourceFault(place) === null) yield place.id;
}

async function valueAt(kase: Case, place: Place, fingerprint: string, scanner: Scanner): Promise<string | null> {
  const from = { position: JSON.parse(place.position) as Position, tally: EMPTY_TALLY };
  for await (const event of readSource(sourceOfRow(place), { from, spillFolder: spillFolder(kase) })) {
    if (event.type !== 'message' && event.type !== 'document') continue;
    const found = [...scanItem(event.type === 'message' ? event.message : event.document, scanner)]
      .flatMap((text) => text.findings)
      .find((finding) => fingerprintOf(finding.secret, kase.hash) === fingerprint);
    return found?.secret.reveal() ?? null;
  }
  return null;
}

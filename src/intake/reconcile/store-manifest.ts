import type { Case } from '../../case/index.ts';
import type { Loss, Tally } from '../../core/index.ts';
import { EMPTY_TALLY } from '../../core/index.ts';
import type { ManifestEntry } from '../manifest/manifest-entry.ts';
import { readManifest } from '../manifest/read-manifest.ts';
import type { TableInput } from '../table/table-input.ts';
import { insertEntry } from './insert-entry.ts';
import { migrateIntake } from './intake-schema.ts';

/** A list to be brought into a case. */
export interface ListSource {
  /** `sources.id`. */
  readonly sourceId: string;
  /** Path as provenance names it. */
  readonly source: string;
  readonly input: TableInput;
  /** IANA zone of times that name none; UTC by default. */
  readonly zone?: string;
  readonly onLoss: (loss: Loss) => void;
}

/** A manifest to be brought into a case. `mask` is what masks mail's own subjects and file names, so that both compare. */
export interface ManifestSource extends ListSource {
  readonly mask: (text: string) => string;
}

const BATCH = 1000;

/**
 * Reads a manifest into the case, in place of what an earlier reading of the same source left.
 * @returns the manifest's balance.
 * @throws IntakeError as `readManifest`.
 */
export async function storeManifest(kase: Pick<Case, 'store' | 'hash'>, manifest: ManifestSource): Promise<Tally> {
  const { store } = kase;
  migrateIntake(store);
  store.run('DELETE FROM manifest_entries WHERE source_id = ?', manifest.sourceId);
  let tally = EMPTY_TALLY;
  let batch: ManifestEntry[] = [];
  const flush = (): void => {
    store.transaction(() => {
      for (const entry of batch) insertEntry(kase, manifest, entry);
    });
    batch = [];
  };
  for await (const event of readManifest(manifest.input, manifest)) {
    if (event.type === 'loss') manifest.onLoss(event.loss);
    else if (event.type === 'tally') tally = event.tally;
    else if (batch.push(event.entry) >= BATCH) flush();
  }
  flush();
  joinFamilies(kase, manifest.sourceId);
  return tally;
}

/** A load file gives attachments rows of their own: they join the claim of their family's message. */
function joinFamilies({ store }: Pick<Case, 'store'>, sourceId: string): void {
  const parent = `SELECT p.claim_key FROM manifest_entries p
    WHERE p.source_id = e.source_id AND p.family = e.family AND p.item = 'message' ORDER BY p.row LIMIT 1`;
  store.run(
    `UPDATE manifest_entries AS e SET claim_key = (${parent})
     WHERE e.source_id = ? AND e.item = 'attachment' AND e.family IS NOT NULL AND EXISTS (${parent})`,
    sourceId,
  );
}

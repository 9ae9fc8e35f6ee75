import type { Case } from '../../case/index.ts';
import type { KeyedHash, Loss, Tally } from '../../core/index.ts';
import { EMPTY_TALLY } from '../../core/index.ts';
import type { ManifestEntry } from '../manifest/manifest-entry.ts';
import { readManifest } from '../manifest/read-manifest.ts';
import { normaliseSubject } from '../subject.ts';
import type { TableInput } from '../table/table-input.ts';
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

function insertEntry(
  { store, hash }: Pick<Case, 'store' | 'hash'>,
  manifest: ManifestSource,
  entry: ManifestEntry,
): void {
  const subject = entry.subject === null ? null : manifest.mask(entry.subject);
  const normal = subject === null ? null : normaliseSubject(subject);
  // Whatever stands in that cell, only its equality matters: it is not kept.
  const family =
    entry.family === null ? null : hash.hex('family', manifest.sourceId, entry.family).slice(0, KEY_DIGITS);
  const attachments = entry.attachments.map(({ name, hash: digest }) => ({
    name: name === null ? null : manifest.mask(name),
    hash: digest,
  }));
  store.run(
    `INSERT INTO manifest_entries (source_id, row, claim_key, item, family, message_id, message_id_normal, edrm_mih, subject,
       subject_normal, sender, recipients, sent_at, zoned, size, attachments, mailbox, stolen_at, origin, problems)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[manifest.sourceId, entry.row, claimKey(hash, manifest.sourceId, entry, normal), entry.item, family],
    ...[
      entry.messageId,
      entry.messageIdNormal,
      entry.edrmMih,
      subject,
      normal,
      entry.sender,
      JSON.stringify(entry.recipients),
    ],
    ...[entry.sentAt, entry.zoned ? 1 : 0, entry.size, JSON.stringify(attachments), entry.mailbox, entry.stolenAt],
    ...[entry.origin, JSON.stringify(entry.problems)],
  );
}

/** Rows with one Message-ID speak of one message; without an id, those with one sender, time and subject. */
function claimKey(hash: KeyedHash, sourceId: string, entry: ManifestEntry, subject: string | null): string {
  const { edrmMih, sender, sentAt } = entry;
  const fields =
    edrmMih !== null
      ? ['id', edrmMih]
      : entry.item === 'attachment'
        ? ['row', sourceId, entry.row]
        : ['message', sender ?? '', sentAt ?? '', subject ?? ''];
  return hash.hex('claim', ...fields).slice(0, KEY_DIGITS);
}

const KEY_DIGITS = 20;

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

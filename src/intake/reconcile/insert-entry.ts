import type { Case } from '../../case/index.ts';
import type { KeyedHash } from '../../core/index.ts';
import type { ManifestEntry } from '../manifest/manifest-entry.ts';
import { normaliseSubject } from '../subject.ts';

/** The list a row comes from; `mask` is what masks mail's own subjects and file names, so that both compare. */
export interface EntrySource {
  /** `sources.id`. */
  readonly sourceId: string;
  readonly mask: (text: string) => string;
}

const KEY_DIGITS = 20;

/** Writes one row that claims a stolen message; its subject and names are masked. */
export function insertEntry(
  { store, hash }: Pick<Case, 'store' | 'hash'>,
  manifest: EntrySource,
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

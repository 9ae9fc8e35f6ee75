import type { Case } from '../../case/index.ts';
import type { Instant } from '../../core/index.ts';
import type { ManifestEntry } from '../manifest/manifest-entry.ts';
import { edrmMih, normaliseMessageId } from '../message-id.ts';
import { insertEntry } from './insert-entry.ts';
import { migrateIntake } from './intake-schema.ts';

/** What one audit record says was taken. */
export type RebuiltRow = {
  /** The log it stands in, `sources.id`. */
  readonly sourceId: string;
  /** Address of the robbed mailbox, lower case. */
  readonly mailbox: string;
  readonly takenAt: Instant;
} & (
  | { readonly item: 'message'; readonly messageId: string }
  /** All that stood in it at `until`; a null folder is the whole mailbox. */
  | { readonly item: 'folder'; readonly folder: string | null; readonly until: Instant }
);

/** What a manifest rebuilt from the logs came to. */
export interface RebuiltManifest {
  readonly messages: number;
  readonly folders: number;
}

/**
 * Puts what the audit logs say was taken beside the provider's manifests, in place of what an earlier review left there. Rows are numbered by
 * log in the order given; the same rows give the same manifest.
 */
export async function storeRebuilt(
  kase: Pick<Case, 'store' | 'hash'>,
  rows: AsyncIterable<RebuiltRow> | Iterable<RebuiltRow>,
): Promise<RebuiltManifest> {
  forgetRebuilt(kase);
  const numbers = new Map<string, number>();
  let batch: (() => void)[] = [];
  const counts = { messages: 0, folders: 0 };
  const flush = (): void => {
    kase.store.transaction(() => {
      for (const insert of batch) insert();
    });
    batch = [];
  };
  for await (const row of rows) {
    const number = (numbers.get(row.sourceId) ?? 0) + 1;
    numbers.set(row.sourceId, number);
    counts[row.item === 'message' ? 'messages' : 'folders']++;
    if (batch.push(() => insertRow(kase, row, number)) >= BATCH) flush();
  }
  flush();
  return counts;
}

const BATCH = 1000;

/** Forgets what was rebuilt, before the logs are asked again. */
export function forgetRebuilt({ store }: Pick<Case, 'store'>): void {
  migrateIntake(store);
  store.transaction(() => {
    store.run("DELETE FROM manifest_entries WHERE origin = 'mail-items-accessed'");
    store.run('DELETE FROM taken_folders');
  });
}

function insertRow(kase: Pick<Case, 'store' | 'hash'>, row: RebuiltRow, number: number): void {
  const { sourceId, mailbox, takenAt } = row;
  if (row.item === 'message') {
    insertEntry(kase, { sourceId, mask: (text) => text }, entryOf(row.messageId, mailbox, takenAt, number));
    return;
  }
  kase.store.run(
    'INSERT INTO taken_folders (source_id, row, mailbox, folder, until_at, taken_at) VALUES (?, ?, ?, ?, ?, ?)',
    ...[sourceId, number, mailbox, row.folder, row.until, takenAt],
  );
}

/** An audit record names a message by its id alone. */
function entryOf(messageId: string, mailbox: string, takenAt: Instant, row: number): ManifestEntry {
  const normal = normaliseMessageId(messageId);
  return {
    row,
    item: 'message',
    family: null,
    messageId,
    messageIdNormal: normal,
    edrmMih: normal === null ? null : edrmMih(normal),
    subject: null,
    sender: null,
    recipients: [],
    sentAt: null,
    zoned: false,
    size: null,
    attachments: [],
    mailbox,
    stolenAt: takenAt,
    origin: 'mail-items-accessed',
    problems: normal === null ? ['unreadable-message-id'] : [],
  };
}

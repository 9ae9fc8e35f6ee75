import { createHash } from 'node:crypto';
import type { PstAttachment, PstFate, PstFolder, PstMessage, PstRecipient } from './message.ts';

/** What a message was written with: the truth that a reader's output is held against. */
export interface ManifestMessage {
  readonly subject: string;
  readonly messageClass: string;
  readonly messageId: string | null;
  readonly recipients: readonly Pick<PstRecipient, 'kind' | 'address'>[];
  readonly attachments: readonly ManifestAttachment[];
}

/** What is attached to a message: a file by its SHA-256, or a message in turn. */
export type ManifestAttachment =
  | { readonly kind: 'file'; readonly name: string; readonly size: number; readonly sha256: string }
  | { readonly kind: 'message'; readonly name: string; readonly message: ManifestMessage };

/** A message of a folder. */
export interface ManifestEntry extends ManifestMessage {
  /** Names of the folders from the topmost one down. */
  readonly folder: readonly string[];
  readonly fate: PstFate;
}

/** What a store holds; recipients and attachments of embedded messages, and these as attachments, count too. */
export interface ManifestTotals {
  readonly messages: number;
  readonly deleted: number;
  readonly orphaned: number;
  readonly recipients: number;
  readonly attachments: number;
  readonly attachmentBytes: number;
  readonly embedded: number;
}

/** Passes folders on and tells of each message as it is drawn. */
export function* recorded(
  folders: Iterable<PstFolder>,
  record: (entry: ManifestEntry) => void,
  above: readonly string[] = [],
): Generator<PstFolder> {
  for (const folder of folders) {
    const path = [...above, folder.name];
    yield {
      ...folder,
      messages: recordedMessages(folder.messages ?? [], path, record),
      folders: recorded(folder.folders ?? [], record, path),
    };
  }
}

function* recordedMessages(
  messages: Iterable<PstMessage>,
  folder: readonly string[],
  record: (entry: ManifestEntry) => void,
): Generator<PstMessage> {
  for (const message of messages) {
    record({ ...manifestMessage(message), folder, fate: message.fate ?? 'kept' });
    yield message;
  }
}

function manifestMessage(message: PstMessage): ManifestMessage {
  return {
    subject: message.subject,
    messageClass: message.messageClass ?? 'IPM.Note',
    messageId: message.messageId ?? null,
    recipients: message.recipients.map(({ kind, address }) => ({ kind, address })),
    attachments: message.attachments.map(manifestAttachment),
  };
}

function manifestAttachment(attachment: PstAttachment): ManifestAttachment {
  if (attachment.kind === 'message')
    return { kind: 'message', name: attachment.name, message: manifestMessage(attachment.message) };
  const sha256 = createHash('sha256').update(attachment.bytes).digest('hex');
  return { kind: 'file', name: attachment.name, size: attachment.bytes.length, sha256 };
}

const NOTHING: ManifestTotals = {
  messages: 0,
  deleted: 0,
  orphaned: 0,
  recipients: 0,
  attachments: 0,
  attachmentBytes: 0,
  embedded: 0,
};

/** Adds up what a store holds. */
export class ManifestTally {
  readonly #totals = { ...NOTHING };

  add(entry: ManifestEntry): void {
    this.#totals.messages += 1;
    if (entry.fate === 'deleted') this.#totals.deleted += 1;
    if (entry.fate === 'orphaned') this.#totals.orphaned += 1;
    this.#addContent(entry);
  }

  get totals(): ManifestTotals {
    return this.#totals;
  }

  #addContent({ recipients, attachments }: ManifestMessage): void {
    this.#totals.recipients += recipients.length;
    this.#totals.attachments += attachments.length;
    for (const attachment of attachments) {
      if (attachment.kind === 'file') this.#totals.attachmentBytes += attachment.size;
      else this.#addEmbedded(attachment.message);
    }
  }

  #addEmbedded(message: ManifestMessage): void {
    this.#totals.embedded += 1;
    this.#addContent(message);
  }
}

import type { AuditRecord } from '../logs/audit-record.ts';
import type { FatedLetter } from '../plot/fates.ts';

/** The letters that the thief's reading of our own mailboxes took, as the audit records of it say: those named, and all of a folder that was synchronised. */
export function readByThief(reads: readonly AuditRecord[], letters: readonly FatedLetter[]): readonly FatedLetter[] {
  const named = new Set(reads.flatMap((record) => namedIn(record)));
  const folders = reads.filter((record) => namedIn(record).length === 0).map(syncedFolder);
  return letters.filter(
    (fated) =>
      (fated.letter.messageId !== null && named.has(fated.letter.messageId)) ||
      folders.some((folder) => stoodIn(fated, folder)),
  );
}

interface Folder {
  readonly owner: string;
  readonly isSent: boolean;
  readonly at: number;
}

interface AccessedFolder {
  readonly Path?: string;
  readonly FolderItems?: readonly { readonly InternetMessageId: string }[];
}

function foldersOf({ data }: AuditRecord): readonly AccessedFolder[] {
  return Array.isArray(data.Folders) ? (data.Folders as readonly AccessedFolder[]) : [];
}

function namedIn(record: AuditRecord): readonly string[] {
  return foldersOf(record).flatMap(({ FolderItems }) => FolderItems?.map((item) => item.InternetMessageId) ?? []);
}

function syncedFolder(record: AuditRecord): Folder {
  return {
    owner: String(record.data.MailboxOwnerUPN),
    isSent: foldersOf(record).some(({ Path }) => Path === '\\Sent Items'),
    at: Date.parse(`${record.data.CreationTime}Z`),
  };
}

function stoodIn({ letter }: FatedLetter, { owner, isSent, at }: Folder): boolean {
  if (letter.sentAt > at) return false;
  return isSent ? letter.from.upn === owner : [...letter.to, ...letter.cc].some((person) => person.upn === owner);
}

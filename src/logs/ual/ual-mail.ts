import type { EventDetails } from '../event/event-details.ts';
import type { EventFacts } from '../event/event-row.ts';
import {
  booleanOf,
  firstText,
  integerOf,
  lower,
  objectOf,
  objectsOf,
  type RawObject,
  smallIntegerOf,
  textOf,
} from '../record/raw-object.ts';

type MailFacts = Pick<
  EventFacts,
  | 'mailbox'
  | 'logon_type'
  | 'external_access'
  | 'mail_access_type'
  | 'throttled'
  | 'message_ids'
  | 'folders'
  | 'item_count'
>;

const LOGON_TYPE_OF_WORD: Readonly<Record<string, number>> = { owner: 0, admin: 1, delegated: 2, delegate: 2 };

/** The columns about a mailbox and its items, of an Exchange record: MailItemsAccessed, item actions, mailbox cmdlets. */
export function readMailFacts(record: RawObject, operation: string, details: EventDetails): MailFacts {
  const ids = messageIds(record);
  const access = details.get('MailAccessType');
  return {
    mailbox: mailboxOf(record, operation, details),
    logon_type: smallIntegerOf(record.LogonType) ?? LOGON_TYPE_OF_WORD[lower(textOf(record.LogonType)) ?? ''] ?? null,
    external_access: booleanOf(record.ExternalAccess),
    mail_access_type: access === null ? null : access[0]?.toUpperCase() + access.slice(1).toLowerCase(),
    throttled: booleanOf(details.get('IsThrottled')),
    message_ids: ids.length > 0 ? ids : null,
    folders: folderPaths(record),
    item_count: integerOf(record.OperationCount) ?? (ids.length > 0 ? ids.length : null),
  };
}

/** `Folders[].FolderItems[]` (MailItemsAccessed), `AffectedItems[]` (moves and deletes), `Item` (sends and creations); repeats stay. */
function messageIds(record: RawObject): readonly string[] {
  const ids: string[] = [];
  for (const folder of objectsOf(record.Folders)) addIds(ids, objectsOf(folder.FolderItems));
  for (const folder of objectsOf(record.Folder)) addIds(ids, objectsOf(folder.FolderItems));
  addIds(ids, objectsOf(record.AffectedItems));
  const item = objectOf(record.Item);
  if (item !== null) addIds(ids, [item]);
  return ids;
}

function addIds(ids: string[], items: readonly RawObject[]): void {
  for (const item of items) {
    const id = textOf(item.InternetMessageId);
    if (id !== null) ids.push(id);
  }
}

const MAX_FOLDERS = 1000;

/** `Folders[]` of what was read, the folder that was synchronised (`Item.ParentFolder`), or the one a mailbox action began in. */
function folderPaths(record: RawObject): readonly string[] | null {
  const named = objectsOf(record.Folders);
  const parent = objectOf(objectOf(record.Item)?.ParentFolder) ?? objectOf(record.Folder);
  if (named.length === 0 && parent === null) return null;
  const paths = new Set<string>();
  for (const folder of parent === null ? named : [...named, parent]) {
    const path = textOf(folder.Path);
    if (path !== null && paths.size < MAX_FOLDERS) paths.add(path);
  }
  return paths.size === 0 ? null : [...paths];
}

/** A rule cmdlet without a mailbox works on the caller's own. */
function mailboxOf(record: RawObject, operation: string, details: EventDetails): string | null {
  const owner = textOf(record.MailboxOwnerUPN);
  if (owner !== null) return owner.toLowerCase();
  const [, noun = ''] = /^(?:add|remove|set|new|enable|disable)-(\w+)$/i.exec(operation) ?? [];
  if (/^(inboxrule|sweeprule)$/i.test(noun)) {
    return lower(firstText(details.get('Mailbox'), addressIn(details.get('Identity')), record.UserId));
  }
  if (!/^(mailbox|casmailbox|recipient|mailuser)/i.test(noun)) return null;
  return lower(
    firstText(addressIn(details.get('Identity')), addressIn(record.ObjectId), details.get('Identity'), record.ObjectId),
  );
}

function addressIn(value: unknown): string | null {
  const text = textOf(value);
  return text !== null && /^[^\s@/\\]{1,200}@[^\s@/\\]{1,200}$/.test(text) ? text : null;
}

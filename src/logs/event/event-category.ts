import { remembered } from '../record/remembered.ts';
import type { EventCategory } from './event-row.ts';

/** Operation names, lower case and without the full stop some logs end them with; a name that is not here falls to its record type. */
const BY_CATEGORY: Readonly<Partial<Record<EventCategory, readonly string[]>>> = {
  'sign-in': [
    'userloggedin',
    'userloginfailed',
    'signin',
    'sign-in activity',
    'foreignrealmindexlogoninitialauthusingadfsfederatedtoken',
  ],
  'mail-access': [
    'mailitemsaccessed',
    'attachmentaccess',
    'messagebind',
    'folderbind',
    'mailboxlogin',
    'searchqueryinitiatedexchange',
    'searchqueryperformed',
    'new-compliancesearch',
    'start-compliancesearch',
    'new-compliancesearchaction',
  ],
  'mail-send': ['send', 'sendas', 'sendonbehalf'],
  'mail-rule': [
    'new-inboxrule',
    'set-inboxrule',
    'enable-inboxrule',
    'disable-inboxrule',
    'remove-inboxrule',
    'updateinboxrules',
    'new-transportrule',
    'set-transportrule',
    'enable-transportrule',
    'disable-transportrule',
    'remove-transportrule',
    'new-sweeprule',
    'set-sweeprule',
  ],
  'mailbox-change': [
    'addfolderpermissions',
    'modifyfolderpermissions',
    'removefolderpermissions',
    'updatefolderpermissions',
    'updatecalendardelegation',
    'applyrecord',
    'copy',
    'create',
    'update',
    'move',
    'movetodeleteditems',
    'softdelete',
    'harddelete',
    'recorddelete',
  ],
  consent: [
    'consent to application',
    'add delegated permission grant',
    'remove delegated permission grant',
    'add oauth2permissiongrant',
    'remove oauth2permissiongrant',
    'add app role assignment to service principal',
    'remove app role assignment from service principal',
    'add app role assignment grant to user',
    'add app role assignment to group',
    'remove app role assignment from user',
  ],
};

const CATEGORY_OF: ReadonlyMap<string, EventCategory> = new Map(
  Object.entries(BY_CATEGORY).flatMap(([category, names]) => names.map((name) => [name, category as EventCategory])),
);

const MAILBOX_CMDLET =
  /^(add|remove|set|new|enable|disable|restore)-(mailbox|casmailbox|recipientpermission|mailuser|mailcontact|remotemailbox|usermailbox|calendarprocessing)/;

/** Record types (Office 365 Management Activity API, AuditLogRecordType) that say the category where the operation's name does not. */
const CATEGORY_OF_RECORD_TYPE: ReadonlyMap<number, EventCategory> = new Map([
  [8, 'directory-change'],
  [9, 'sign-in'],
  [15, 'sign-in'],
  [50, 'mail-access'],
]);

const plainName = remembered((operation) => operation.trim().toLowerCase().replace(/\.$/, ''));

/**
 * The category of an operation.
 * @param operation as recorded; case and a final full stop do not matter.
 * @param recordType number of the inner record; null for logs that have none.
 * @returns 'other' for what is not known: nothing unknown is dropped.
 */
export function categoryOf(operation: string, recordType: number | null): EventCategory {
  const name = plainName(operation);
  const known = CATEGORY_OF.get(name);
  if (known !== undefined) return known;
  if (MAILBOX_CMDLET.test(name)) return 'mailbox-change';
  if (recordType === null || recordType === 8) {
    if (/\b(application(?! password)|service principal)\b/.test(name)) return 'application-change';
  }
  return (recordType === null ? undefined : CATEGORY_OF_RECORD_TYPE.get(recordType)) ?? 'other';
}

import { APPOINTMENT_FIELDS } from './calendar-fields.ts';
import { CONTACT_FIELDS, LIST_FIELDS } from './contact-fields.ts';
import type { ItemField } from './item-field.ts';
import { REPORT_FIELDS, REPORT_RECIPIENT_FIELDS } from './report-fields.ts';
import { ACTIVITY_FIELDS, TASK_FIELDS } from './task-fields.ts';

/** What an item other than mail says in its fields. */
export interface ItemKind {
  readonly fields: readonly ItemField[];
  readonly recipientFields: readonly ItemField[];
}

const kind = (fields: readonly ItemField[], recipientFields: readonly ItemField[] = []): ItemKind => ({
  fields,
  recipientFields,
});

const CALENDAR = kind(APPOINTMENT_FIELDS);
const TASK = kind(TASK_FIELDS);

/** Message classes ([MS-OXCMSG] §2.2.1.3, PidTagMessageClass) by their beginning, in upper case. */
const KINDS: readonly (readonly [string, ItemKind])[] = [
  ['IPM.CONTACT', kind(CONTACT_FIELDS)],
  ['IPM.DISTLIST', kind(LIST_FIELDS)],
  ['IPM.APPOINTMENT', CALENDAR],
  ['IPM.SCHEDULE', CALENDAR],
  // An exception of a recurring series ([MS-OXOCAL] §2.2.10.1.1).
  ['IPM.OLE.CLASS.{00061055-0000-0000-C000-000000000046}', CALENDAR],
  ['IPM.TASK', TASK],
  ['IPM.ACTIVITY', kind(ACTIVITY_FIELDS)],
  ['REPORT.', kind(REPORT_FIELDS, REPORT_RECIPIENT_FIELDS)],
];

/** The kind of an item by its message class; null for mail, notes and all else that its bodies say in full. */
export function itemKind(messageClass: string | null): ItemKind | null {
  const upper = messageClass?.toUpperCase() ?? '';
  return KINDS.find(([beginning]) => upper.startsWith(beginning))?.[1] ?? null;
}

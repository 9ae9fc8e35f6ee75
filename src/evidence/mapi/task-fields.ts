import { fields, type ItemField } from './item-field.ts';
import { SET } from './property-set.ts';

const STATUS = ['not started', 'in progress', 'complete', 'waiting on someone else', 'deferred'];
const PRIORITY = ['low', 'normal', 'high'];

/** The fields of a task, and of a message about one ([MS-OXOTASK] §2.2). */
export const TASK_FIELDS: readonly ItemField[] = [
  ...fields(SET.task, { Status: 0x8101 }, STATUS),
  ...fields(SET.task, { Start: 0x8104, Due: 0x8105, Completed: 0x810f }, 'day'),
  ...fields(SET.task, { 'Percent complete': 0x8102 }, 'percent'),
  ...fields(null, { Importance: 0x0017 }, PRIORITY),
  ...fields(SET.task, { Owner: 0x811f, 'Assigned by': 0x8121, 'Last changed by': 0x8122 }),
  ...fields(SET.task, { 'Total work': 0x8111, 'Actual work': 0x8110 }, 'minutes'),
  ...fields(SET.common, { Reminder: 0x8560 }, 'time'),
];

/** The fields of a journal entry ([MS-OXOJRNL] §2.2.1). */
export const ACTIVITY_FIELDS: readonly ItemField[] = [
  ...fields(SET.log, { 'Entry type': 0x8700, 'Entry type name': 0x8712 }),
  ...fields(SET.log, { Start: 0x8706, End: 0x8708 }, 'time'),
  ...fields(SET.log, { Duration: 0x8707 }, 'minutes'),
];

import { fields, type ItemField } from './item-field.ts';
import { SET } from './property-set.ts';

const BUSY = ['free', 'tentative', 'busy', 'out of office', 'working elsewhere'];
const RESPONSE = ['', 'organized', 'tentative', 'accepted', 'declined', 'not responded'];

/** The fields of an appointment, and of a message about a meeting ([MS-OXOCAL] §2.2). */
export const APPOINTMENT_FIELDS: readonly ItemField[] = [
  ...fields(SET.appointment, { Start: 0x820d, End: 0x820e }, 'time'),
  ...fields(SET.appointment, { 'All day': 0x8215 }, 'yes-no'),
  ...fields(SET.appointment, { 'Time zone': 0x8234 }),
  ...fields(SET.appointment, { 'Time zone of the start': 0x825e }, 'zone'),
  ...fields(SET.appointment, { Location: 0x8208 }),
  ...fields(SET.meeting, { Where: 0x0002 }),
  ...fields(null, { Organizer: 0x0042, 'Organizer address': 0x5d02 }),
  ...fields(SET.appointment, { 'Organizer alias': 0x8243 }),
  ...fields(SET.appointment, {
    Attendees: 0x8238,
    'Required attendees': 0x823b,
    'Optional attendees': 0x823c,
  }),
  ...fields(SET.meeting, { 'Required attendees': 0x0006, 'Optional attendees': 0x0007, Resources: 0x0008 }),
  ...fields(null, { Required: 0x0e04, Optional: 0x0e03, Resource: 0x0e02 }),
  ...fields(SET.appointment, { Recurrence: 0x8232 }),
  ...fields(SET.appointment, { 'Show as': 0x8205 }, BUSY),
  ...fields(SET.appointment, { Response: 0x8218 }, RESPONSE),
  ...fields(SET.appointment, { 'Answered by': 0x8230 }),
  ...fields(SET.appointment, { 'Proposed start': 0x8250, 'Proposed end': 0x8251 }, 'time'),
  ...fields(SET.meeting, { 'Location before': 0x0028 }),
  ...fields(SET.meeting, { 'Start before': 0x0029, 'End before': 0x002a }, 'time'),
  ...fields(SET.appointment, {
    'Online meeting server': 0x8242,
    'Online meeting document': 0x8247,
    'Online meeting address': 0x8248,
    'Online meeting password': 0x8249,
  }),
  ...fields(SET.common, { Reminder: 0x8560 }, 'time'),
];

import type { Instant } from '../../core/index.ts';
import type { MessageDate } from '../message.ts';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The date of a message that has none in writing: in UTC, with the zone that says the sender's own is not known (RFC 5322 §3.3). */
export function writtenDate(at: Instant): MessageDate {
  const date = new Date(at);
  const day = `${DAYS[date.getUTCDay()]}, ${at.slice(8, 10)} ${MONTHS[date.getUTCMonth()]} ${at.slice(0, 4)}`;
  return { at, offsetMinutes: null, raw: `${day} ${at.slice(11, 19)} -0000` };
}

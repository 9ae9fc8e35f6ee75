import type { Instant } from '../core/index.ts';
import type { ClockRow } from '../directive/index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** An instant in the case's zone and in UTC: "Monday, April 8, 2024 at 11:59 PM EDT (2024-04-09 03:59Z)". */
export function zonedText(at: Instant, zone: string): string {
  const local = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    dateStyle: 'full',
    timeStyle: 'short',
  }).format(new Date(at));
  const name = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' })
    .formatToParts(new Date(at))
    .find((part) => part.type === 'timeZoneName')?.value;
  return `${local} ${name ?? zone} (${at.slice(0, 10)} ${at.slice(11, 16)}Z)`;
}

/** When a row is due, and how long that is from now. */
export function clockText(row: ClockRow, zone: string): string {
  if (row.state === 'not-applicable') return 'Does not apply: no notice of compromised credentials, and none found.';
  if (row.state === 'closed') {
    const due = row.due === null ? '' : ` It was due ${zonedText(row.due, zone)}.`;
    return `The issuer has closed the directive; nothing is owed.${due}`;
  }
  if (row.due === null && row.state === 'done') return 'Done.';
  if (row.due === null) return row.state === 'to-be-agreed' ? 'Timeline to be agreed with the issuer.' : 'Due at once.';
  const due = `Due ${zonedText(row.due, zone)}`;
  if (row.state === 'done' || row.remaining === null) return `${due}.`;
  const span = spanText(Math.abs(row.remaining));
  return row.remaining < 0 ? `${due}: ${span} ago.` : `${due}: ${span} left.`;
}

function spanText(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY);
  const hours = Math.floor((milliseconds % DAY) / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / 60_000);
  const words = (value: number, noun: string) => `${value} ${noun}${value === 1 ? '' : 's'}`;
  if (days > 0) return `${words(days, 'day')} ${words(hours, 'hour')}`;
  return hours > 0 ? `${words(hours, 'hour')} ${words(minutes, 'minute')}` : words(minutes, 'minute');
}

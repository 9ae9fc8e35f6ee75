import type { Person } from '../cast/person.ts';
import type { Random } from '../random.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const FIRST = Date.parse('2023-11-01');
const LAST = Date.parse('2024-02-29');

/** Working hours of the agency in UTC: everybody of this story writes then, so that no mail falls on the edge of a day. */
const OPENS = 13;
const CLOSES = 22;

/** A second within the working hours of a day. `day` is YYYY-MM-DD. */
export function withinDay(day: string, random: Random): number {
  return Date.parse(day) + random.integer(OPENS * 3600, CLOSES * 3600) * 1000;
}

/** A working moment between 1 November 2023 and 29 February 2024. */
export function anyMoment(random: Random): number {
  const days = (LAST - FIRST) / DAY;
  return onWorkday(FIRST + random.integer(0, days) * DAY, random);
}

/** A working moment after `at`, minutes to three days later; never beyond the last day. */
export function laterThan(at: number, random: Random): number {
  if (random.chance(0.5)) {
    const soon = at + random.integer(4 * 60, 3 * 3600) * 1000;
    if (new Date(soon).getUTCHours() < CLOSES && new Date(soon).getUTCHours() >= OPENS) return soon;
  }
  const next = onWorkday(at + random.integer(1, 3) * DAY, random);
  return next > at ? next : at + HOUR;
}

function onWorkday(at: number, random: Random): number {
  let day = Math.min(Math.floor(at / DAY) * DAY, LAST);
  while ([0, 6].includes(new Date(day).getUTCDay())) day -= DAY;
  return day + random.integer(OPENS * 3600, CLOSES * 3600) * 1000;
}

const DST_ENDS = Date.parse('2023-11-05T06:00:00Z');
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (number: number) => String(number).padStart(2, '0');

/** Minutes east of UTC where the person writes; American clocks go back on 5 November 2023. */
export function zoneOf(person: Person, at: number): number {
  return person.zone < -180 && at < DST_ENDS ? person.zone + 60 : person.zone;
}

/** RFC 5322 §3.3 date-time. */
export function dateField(at: number, zone: number): string {
  const local = new Date(at + zone * 60_000);
  const sign = zone < 0 ? '-' : '+';
  const offset = `${sign}${two(Math.floor(Math.abs(zone) / 60))}${two(Math.abs(zone) % 60)}`;
  const day = `${DAYS[local.getUTCDay()]}, ${local.getUTCDate()} ${MONTHS[local.getUTCMonth()]} ${local.getUTCFullYear()}`;
  return `${day} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())} ${offset}`;
}

/** `Tuesday, December 5, 2023 3:12 PM`, as Outlook writes it above a quoted message. */
export function outlookDate(at: number, zone: number): string {
  return new Date(at + zone * 60_000)
    .toLocaleString('en-US', {
      timeZone: 'UTC',
      dateStyle: 'full',
      timeStyle: 'short',
    })
    .replace(' at ', ' ')
    .replaceAll('\u202f', ' ');
}

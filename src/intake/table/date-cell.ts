import { type Instant, instantFromMilliseconds, parseInstant } from '../../core/index.ts';
import { zoneOffsetAt } from './zone-offset.ts';

/** Which of the first two numbers of `4/5/2024` is the month. */
export type DateOrder = 'month-first' | 'day-first';

/** How the dates of one column are written. `zone`: IANA zone of those that name none. */
export interface DateStyle {
  readonly order: DateOrder;
  readonly zone: string;
}

/** A date cell as read. `zoned`: it named its zone itself. `wholeDay`: it gave no time of day. */
export interface DateCell {
  readonly at: Instant;
  readonly zoned: boolean;
  readonly wholeDay: boolean;
}

/** What the numbers of one date say about the order: a first number over 12 is a day, a second over 12 makes the first a month. */
export function orderEvidence(cell: string): DateOrder | 'either' | null {
  const match = NUMERIC.exec(cell.trim());
  if (match === null) return null;
  const [first, second] = [Number(match[1]), Number(match[3])];
  if (first > 12 && second <= 12) return 'day-first';
  if (second > 12 && first <= 12) return 'month-first';
  return first === second ? null : 'either';
}

const NUMERIC = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:[,\sT]+(.{1,40}))?$/;
const ISO_LOCAL = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[,\sT]+(.{1,40}))?$/;
const NAMED = /^(?:\p{L}{2,10}\.?,?\s+)?(\d{1,2})[\s.-]+(\p{L}{3,12})\.?,?[\s-]+(\d{4}|\d{2})(?:[,\s]+(.{1,60}))?$/u;
const NAMED_MONTH_FIRST =
  /^(?:\p{L}{2,10}\.?,?\s+)?(\p{L}{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:[,\s]+(?:at\s+)?(.{1,40}))?$/u;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp])?\.?(?:[Mm]\.?)?\s*(.{0,30})$/;
const LONGEST_CELL = 100;

/**
 * Reads a date as lists write it: ISO 8601, RFC 5322, `4/30/2024 11:59:00 PM`, `30.04.2024 23:59`, `30 April 2024`, an Excel serial
 * number, Unix seconds or milliseconds. Its own zone counts; without one, the style's.
 * @returns null for anything else.
 */
export function parseDateCell(cell: string, style: DateStyle): DateCell | null {
  const text = cell
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/[\u200e\u200f\u202f\u00a0]/g, ' ')
    .trim();
  if (text === '' || text.length > LONGEST_CELL) return null;
  return zonedIso(text) ?? serialDate(text, style.zone) ?? calendarDate(text, style);
}

function zonedIso(text: string): DateCell | null {
  if (!/(?:[Zz]|[+-]\d{2}:?\d{2})$/.test(text) || !/^\d{4}-\d{2}-\d{2}[Tt ]/.test(text)) return null;
  const at = parseInstant(text);
  return at === null ? null : { at, zoned: true, wholeDay: false };
}

/** Excel counts days of the wall clock from 1899-12-30, Unix seconds or milliseconds from 1970. */
function serialDate(text: string, zone: string): DateCell | null {
  if (!/^\d{5,13}(?:\.\d{1,12})?$/.test(text)) return null;
  const digits = text.split('.')[0]?.length ?? 0;
  const number = Number(text);
  if (digits === 5 && number > EARLIEST_SERIAL) {
    const local = Math.round((number - 25_569) * 86_400_000);
    const at = instantFromMilliseconds(local - zoneOffsetAt(zone, local) * 60_000);
    return at === null ? null : { at, zoned: false, wholeDay: Number.isInteger(number) };
  }
  if (digits !== 10 && digits !== 13) return null;
  const at = instantFromMilliseconds(Math.round(digits === 10 ? number * 1000 : number));
  return at === null ? null : { at, zoned: true, wholeDay: false };
}

/** 1979 as an Excel serial; smaller five-digit numbers are counts. */
const EARLIEST_SERIAL = 29_000;

interface Calendar {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly time: string | undefined;
}

function calendarDate(text: string, style: DateStyle): DateCell | null {
  const calendar = numericDate(text, style.order) ?? namedDate(text);
  if (calendar === null) return null;
  const time = timeOf(calendar.time);
  const day = Date.UTC(calendar.year, calendar.month - 1, calendar.day);
  const real = new Date(day);
  if (time === null || real.getUTCMonth() !== calendar.month - 1 || real.getUTCDate() !== calendar.day) return null;
  const local = day + time.milliseconds;
  const offset = time.offsetMinutes ?? zoneOffsetAt(style.zone, local);
  const at = instantFromMilliseconds(local - offset * 60_000);
  return at === null ? null : { at, zoned: time.offsetMinutes !== null, wholeDay: calendar.time === undefined };
}

function numericDate(text: string, order: DateOrder): Calendar | null {
  const iso = ISO_LOCAL.exec(text);
  if (iso !== null) return { year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]), time: iso[5] };
  const match = NUMERIC.exec(text);
  if (match === null) return null;
  const [first, second] = [Number(match[1]), Number(match[3])];
  const [month, day] = order === 'month-first' ? [first, second] : [second, first];
  return { year: fullYear(match[4] ?? ''), month, day, time: match[5] };
}

function namedDate(text: string): Calendar | null {
  const dayFirst = NAMED.exec(text);
  if (dayFirst !== null) return named(dayFirst[1], dayFirst[2], dayFirst[3], dayFirst[4]);
  const monthFirst = NAMED_MONTH_FIRST.exec(text);
  return monthFirst === null ? null : named(monthFirst[2], monthFirst[1], monthFirst[3], monthFirst[4]);
}

function named(day = '', month = '', year = '', time: string | undefined = undefined): Calendar | null {
  const index = MONTHS.indexOf(month.slice(0, 3).toLowerCase());
  return index === -1 ? null : { year: fullYear(year), month: index + 1, day: Number(day), time };
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 4 ? year : year < 70 ? 2000 + year : 1900 + year;
}

/** The obsolete zones of RFC 5322 §4.3 and the names of UTC, in minutes east of it. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ...(['utc', 'gmt', 'ut', 'z', 'utc+0', 'coordinated universal time'] as const).map((name) => [name, 0] as const),
  ...([
    ['edt', -240],
    ['est', -300],
    ['cdt', -300],
    ['cst', -360],
    ['mdt', -360],
    ['mst', -420],
    ['pdt', -420],
    ['pst', -480],
  ] as const),
  ...([
    ['cet', 60],
    ['cest', 120],
  ] as const),
]);

/** @returns null where it is no time of day; `offsetMinutes` null where it names no zone we know. */
function timeOf(
  text: string | undefined,
): { readonly milliseconds: number; readonly offsetMinutes: number | null } | null {
  if (text === undefined) return { milliseconds: 0, offsetMinutes: null };
  const match = TIME.exec(text.trim());
  if (match === null) return null;
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half = '', zone = ''] = match;
  const hour = hourOf(Number(hours), half.toLowerCase());
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 60) return null;
  const whole = (hour * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
  const offsetMinutes = offsetOf(zone.replace(/\(.*$/, '').trim());
  return offsetMinutes === undefined
    ? null
    : { milliseconds: whole + Number(fraction.slice(0, 3).padEnd(3, '0')), offsetMinutes };
}

function hourOf(hours: number, half: string): number {
  if (half === '') return hours;
  if (hours < 1 || hours > 12) return 24;
  return (hours % 12) + (half === 'p' ? 12 : 0);
}

function offsetOf(zone: string): number | null | undefined {
  if (zone === '') return null;
  const match = /^(?:utc|gmt)?\s?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  if (match === null) return ZONES.get(zone.toLowerCase());
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}

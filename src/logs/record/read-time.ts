import { type Instant, instantFromMilliseconds, parseInstant } from '../../core/index.ts';

/** What most logs write, up to the 28th: such a day exists in every month, so the text is an instant as it stands. */
const ISO_UTC = /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z?$/;
const MONTH_FIRST =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4})[ ,]{1,2}(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,7})?(?:\s?([AaPp])\.?[Mm]\.?)?$/;
const DOTTED_DAY = /^(\d{1,2})[.-](\d{1,2})[.-](\d{4})[ ,]{1,2}(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)$/;
const SLASHED_YEAR = /^(\d{4})\/(\d{1,2})\/(\d{1,2})[ ,]{1,2}(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)$/;
const SLASHED_DAY = /^(\d{1,2})\/(\d{1,2})\/(\d{4})[ ,]{1,2}(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)$/;
const DATE_CALL = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;

/**
 * Reads the times Microsoft 365 and Entra logs write, UTC where no zone is given: RFC 3339 with up to nine fraction digits, the same
 * with a space, `5/18/2021 9:13:33 PM` (month first), `18.05.2021 21:13:33` and `18-05-2021 21:13` (day first), `2021/05/18 21:13:33`, and .NET's
 * `/Date(1728344797000)/`.
 * @returns null for anything else.
 */
export function readTime(value: unknown): Instant | null {
  if (typeof value !== 'string') return null;
  if (ISO_UTC.test(value)) return `${value.slice(0, 19)}.${millisecondsIn(value)}Z` as Instant;
  const text = value.trim().slice(0, 40);
  return parseInstant(text) ?? monthFirst(text) ?? dottedDay(text) ?? slashedYear(text) ?? dateCall(text);
}

function millisecondsIn(text: string): string {
  return text[19] === '.' ? text.slice(20, 23).replace('Z', '').padEnd(3, '0') : '000';
}

function monthFirst(text: string): Instant | null {
  const match = MONTH_FIRST.exec(text);
  if (match === null) return null;
  const [, month, day, year, hour, minute, second = '0', half] = match;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  if (Number(month) > 12 || Number(day) > 31 || hours > 23) return null;
  return instantFromMilliseconds(
    Date.UTC(Number(year), Number(month) - 1, Number(day), hours, Number(minute), Number(second)),
  );
}

/** Dots and dashes between day, month and year stand in no calendar that begins with the month. */
function dottedDay(text: string): Instant | null {
  const match = DOTTED_DAY.exec(text);
  return match === null ? null : parseInstant(`${match[3]}-${two(match[2])}-${two(match[1])} ${clock(match[4])}`);
}

function slashedYear(text: string): Instant | null {
  const match = SLASHED_YEAR.exec(text);
  return match === null ? null : parseInstant(`${match[1]}-${two(match[2])}-${two(match[3])} ${clock(match[4])}`);
}

/** `5/6/2021 …` of a log whose other dates say that the day comes first, with the year first. Any other text stays as it is. */
export function yearFirst(text: string): string {
  const match = SLASHED_DAY.exec(text);
  return match === null ? text : `${match[3]}/${match[2]}/${match[1]} ${match[4]}`;
}

const two = (digits = ''): string => digits.padStart(2, '0');
const clock = (text = ''): string => (text.length < 8 && text.indexOf(':') === 1 ? `0${text}` : text);

function dateCall(text: string): Instant | null {
  const match = DATE_CALL.exec(text);
  return match === null ? null : instantFromMilliseconds(Number(match[1]));
}

import { instantFromMilliseconds } from '../../core/index.ts';
import type { MessageDate } from '../message.ts';
import { withoutComments } from './quoted-text.ts';
import { unfold } from './unfold.ts';
import { zoneOffset } from './zone.ts';

const USUAL = /^(?:[A-Za-z]{3},\s*)?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) ([+-]\d{4})/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const LONGEST = 200;

interface Fields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  pm: boolean | null;
  zone: string | null;
}

/**
 * Reads a date (RFC 5322 §3.3, obsolete forms §4.3), and what else programs write in its place: asctime, ISO 8601, dashes, a month
 * before its day, AM and PM, zones such as `GMT+0200`. A missing time of day is midnight, a missing zone UTC.
 * @returns null when there is no day, month and year in it, or they are no date.
 */
export function parseDate(body: string): MessageDate | null {
  const raw = unfold(body);
  const usual = USUAL.exec(raw);
  const fields = usual === null ? readTokens(withoutComments(raw.slice(0, LONGEST))) : usualFields(usual);
  return fields === null ? null : toDate(fields, raw);
}

function usualFields([, day, month = '', year, hour, minute, second, zone = '']: RegExpExecArray): Fields {
  return {
    year: Number(year),
    month: MONTHS.indexOf(month.toLowerCase()),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    pm: null,
    zone,
  };
}

function readTokens(text: string): Fields | null {
  const fields: Fields = { year: -1, month: -1, day: -1, hour: 0, minute: 0, second: 0, pm: null, zone: null };
  const iso = /^\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})[T\s]?/.exec(text);
  if (iso !== null) {
    fields.year = Number(iso[1]);
    fields.month = Number(iso[2]) - 1;
    fields.day = Number(iso[3]);
  }
  const rest =
    iso === null ? text.replace(/(\d{1,2})-([a-z]{3,9})-(\d{2,4})/gi, '$1 $2 $3') : text.slice(iso[0].length);
  for (const token of rest.split(/[\s,;]+/)) readToken(fields, token);
  return fields.year < 0 || fields.month < 0 || fields.day < 0 ? null : fields;
}

function readToken(fields: Fields, token: string): void {
  const time = /^(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d+)?)?(.*)$/.exec(token);
  if (time !== null) {
    fields.hour = Number(time[1]);
    fields.minute = Number(time[2]);
    fields.second = Number(time[3] ?? 0);
    if (time[4] !== undefined && time[4] !== '') readToken(fields, time[4]);
  } else if (/^\d+$/.test(token)) readNumber(fields, token);
  else if (/^[ap]m$/i.test(token)) fields.pm = /^p/i.test(token);
  else if (/^[a-z]{3,9}\.?$/i.test(token) && isMonth(token))
    fields.month = MONTHS.indexOf(token.slice(0, 3).toLowerCase());
  else if (/^[+-]\d/.test(token)) fields.zone = token;
  else if (token !== '' && !isWeekday(token)) fields.zone ??= token;
}

function isMonth(token: string): boolean {
  return MONTHS.includes(token.slice(0, 3).toLowerCase()) && !isWeekday(token);
}

function isWeekday(token: string): boolean {
  return /^(?:sun|mon|tue|wed|thu|fri|sat)[a-z]{0,6}\.?$/i.test(token);
}

function readNumber(fields: Fields, token: string): void {
  const value = Number(token);
  if (fields.day < 0 && token.length <= 2) fields.day = value;
  else if (fields.year < 0 && token.length <= 4) fields.year = token.length > 3 ? value : fullYear(value);
}

/** RFC 5322 §4.3: two digits up to 49 are of this century, the rest and three digits count from 1900. */
function fullYear(value: number): number {
  return value < 50 ? value + 2000 : value + 1900;
}

function toDate({ year, month, day, hour, minute, second, pm, zone }: Fields, raw: string): MessageDate | null {
  const clock = pm === null ? hour : (hour % 12) + (pm ? 12 : 0);
  if (month < 0 || month > 11 || day < 1 || day > 31 || clock > 24 || minute > 59 || second > 60) return null;
  if (day > 28 && day > daysInMonth(year, month)) return null;
  const offset = zone === null ? null : zoneOffset(zone);
  const seconds = clock * 3600 + minute * 60 + second - (offset ?? 0) * 60;
  const at = instantFromMilliseconds(startOfDay(year, month, day) + seconds * 1000);
  return at === null ? null : { at, offsetMinutes: offset, raw };
}

function daysInMonth(year: number, month: number): number {
  return new Date(startOfDay(year, month + 1, 0)).getUTCDate();
}

/** Date.UTC without its own idea of years below 100. */
function startOfDay(year: number, month: number, day: number): number {
  return year >= 100 ? Date.UTC(year, month, day) : new Date(0).setUTCFullYear(year, month, day);
}

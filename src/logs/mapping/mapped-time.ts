import { type Instant, instantFromMilliseconds } from '../../core/index.ts';
import { textOf } from '../record/raw-object.ts';
import { readTime } from '../record/read-time.ts';
import type { Mapping } from './mapping.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const CLF = /^\[?(\d{1,2})\/([A-Za-z]{3})\/(\d{4}):(\d{2}):(\d{2}):(\d{2})(?: ([+-])(\d{2})(\d{2}))?\]?$/;
const DAY_FIRST = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})[ ,T]{1,2}(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d{1,9})?$/;

/** A time as the mapping says that the log writes it; UTC where no zone is given. Null where it is none. */
export function mappedTime(value: unknown, format: Mapping['time']['format']): Instant | null {
  const text = textOf(value);
  if (text === null) return null;
  switch (format) {
    case 'iso':
    case 'month-first':
      return readTime(text);
    case 'day-first':
      return dayFirst(text);
    case 'seconds':
      return epoch(Number(text) * 1000);
    case 'milliseconds':
      return epoch(Number(text));
    case 'clf':
      return commonLog(text);
  }
}

const LATEST = Date.UTC(9999, 11, 31);

function epoch(milliseconds: number): Instant | null {
  return milliseconds > 0 && milliseconds < LATEST ? instantFromMilliseconds(Math.trunc(milliseconds)) : null;
}

function dayFirst(text: string): Instant | null {
  const [, day, month, year, hour, minute, second = '0'] = DAY_FIRST.exec(text) ?? [];
  if (Number(month) > 12 || Number(day) > 31 || Number(hour) > 23) return null;
  return epoch(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)));
}

/** `05/Mar/2024:06:07:08 +0100`, as web servers and proxies write it. */
function commonLog(text: string): Instant | null {
  const [, day, name, year, hour, minute, second, sign, zoneHours = '0', zoneMinutes = '0'] = CLF.exec(text) ?? [];
  const month = MONTHS.indexOf(name?.toLowerCase() ?? '');
  if (month === -1) return null;
  const offset = (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1);
  const local = Date.UTC(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  return epoch(local - offset * 60_000);
}

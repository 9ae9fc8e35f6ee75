import { type Instant, instantFromMilliseconds, parseInstant } from '../../core/index.ts';

/** The unified audit log's own form, up to the 28th: such a day exists in every month, so the text is an instant as it stands. */
const UAL_INNER = /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;
const MONTH_FIRST =
  /^(\d{1,2})\/(\d{1,2})\/(\d{4})[ ,]{1,2}(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,7})?(?:\s?([AaPp])\.?[Mm]\.?)?$/;
const DATE_CALL = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;

/**
 * Reads the times Microsoft 365 and Entra logs write, UTC where no zone is given: RFC 3339 with up to nine fraction digits, the same
 * with a space, `5/18/2021 9:13:33 PM` (month first) and .NET's `/Date(1728344797000)/`.
 * @returns null for anything else.
 */
export function readTime(value: unknown): Instant | null {
  if (typeof value !== 'string') return null;
  if (UAL_INNER.test(value)) return `${value}.000Z` as Instant;
  const text = value.trim().slice(0, 40);
  return parseInstant(text) ?? monthFirst(text) ?? dateCall(text);
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

function dateCall(text: string): Instant | null {
  const match = DATE_CALL.exec(text);
  return match === null ? null : instantFromMilliseconds(Number(match[1]));
}

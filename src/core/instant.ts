declare const instant: unique symbol;

/** A point in time in UTC, always written `YYYY-MM-DDTHH:mm:ss.sssZ`, so that text order is time order. */
export type Instant = string & { readonly [instant]: true };

const MAX_MILLISECONDS = 8.64e15;

/**
 * The instant of `milliseconds` since 1970-01-01T00:00:00Z.
 * @returns null outside the years 0001 to 9999, where the written form would not sort.
 */
export function instantFromMilliseconds(milliseconds: number): Instant | null {
  if (!Number.isFinite(milliseconds) || Math.abs(milliseconds) > MAX_MILLISECONDS) return null;
  const text = new Date(Math.trunc(milliseconds)).toISOString();
  return text.length === 24 && text >= '0001' ? (text as Instant) : null;
}

const RFC3339 = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(:\d{2})?(\.\d{1,9})?\s?(Z|z|[+-]\d{2}:?\d{2})?$/;

/**
 * Reads an RFC 3339 time; a missing zone means UTC, a missing time of day midnight, fractions beyond milliseconds are cut.
 * @returns null when the text is not such a time.
 */
export function parseInstant(text: string): Instant | null {
  const trimmed = text.trim();
  if (!isCalendarDay(trimmed.slice(0, 10))) return null;
  if (trimmed.length === 10) return instantFromMilliseconds(Date.parse(`${trimmed}T00:00:00Z`));
  const match = RFC3339.exec(trimmed);
  if (match === null) return null;
  const [, day, minutes, seconds = ':00', fraction = '', zone = 'Z'] = match;
  const offset = zone.toUpperCase() === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  return instantFromMilliseconds(Date.parse(`${day}T${minutes}${seconds}${fraction.slice(0, 4)}${offset}`));
}

/** `Date` takes 30 February for 1 March; a day that is none is no time. */
function isCalendarDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export function millisecondsOf(at: Instant): number {
  return Date.parse(at);
}

/** The UTC day of an instant, `YYYY-MM-DD`. */
export function dayOf(at: Instant): string {
  return at.slice(0, 10);
}

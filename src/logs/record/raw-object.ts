/** A JSON object as parsed: every value is unknown and attacker-controlled. */
export type RawObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is RawObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A non-empty text, trimmed; numbers and booleans become text. Null for all else, and for the words logs write for nothing. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  return text === '' || text === '<null>' ? null : text;
}

/** The first of the values that is a text. */
export function firstText(...values: readonly unknown[]): string | null {
  for (const value of values) {
    const text = textOf(value);
    if (text !== null) return text;
  }
  return null;
}

export function lower(text: string | null): string | null {
  return text === null ? null : text.toLowerCase();
}

/** A whole number from a number or its text (`1156492.00` too); null for anything else, and for one too large to be exact. */
export function integerOf(value: unknown): number | null {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
  const whole = Math.trunc(number);
  return Number.isSafeInteger(whole) ? whole : null;
}

const LARGEST_SMALL = 2 ** 31 - 1;

/** A whole number of 32 bits, as an INTEGER column has it. */
export function smallIntegerOf(value: unknown): number | null {
  const whole = integerOf(value);
  return whole !== null && Math.abs(whole) <= LARGEST_SMALL ? whole : null;
}

/** A truth value from a boolean or its text in any case ("True"). */
export function booleanOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return text === 'true' ? true : text === 'false' ? false : null;
}

const NONE: readonly RawObject[] = [];

/** The objects of an array; some exports hold the array as JSON text. Anything else is empty. */
export function objectsOf(value: unknown): readonly RawObject[] {
  if (value === undefined || value === null) return NONE;
  const unwrapped = unwrapJson(value);
  if (!Array.isArray(unwrapped)) return NONE;
  return unwrapped.every(isObject) ? unwrapped : unwrapped.filter(isObject);
}

/** The object, also where an export holds it as JSON text. */
export function objectOf(value: unknown): RawObject | null {
  if (value === undefined || value === null) return null;
  const unwrapped = unwrapJson(value);
  return isObject(unwrapped) ? unwrapped : null;
}

function unwrapJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return /^\s{0,100}[{[]/.test(value) ? parseJson(value) : value;
}

/** @returns undefined where the text is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isGuid(text: string | null): text is string {
  return text !== null && text.length === 36 && text[8] === '-' && GUID.test(text);
}

/** The GUID at the end of `User_…`, `ServicePrincipal_…`, `Application_…` or alone, lower case; null where there is none. */
export function guidIn(text: string | null): string | null {
  if (text === null || text.length < 36) return null;
  const tail = text.slice(-36);
  return isGuid(tail) ? tail.toLowerCase() : null;
}

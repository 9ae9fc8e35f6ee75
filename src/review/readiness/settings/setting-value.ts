/** True and false, as JSON has them or as a table writes them; null for all else. */
export function flagOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return text === 'true' || text === '$true' ? true : text === 'false' || text === '$false' ? false : null;
}

/** A text that is not blank, lower case. */
export function nameOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return text === '' || text.length > MOST_NAME ? null : text;
}

const MOST_NAME = 320;
const MOST_WORDS = 200;

/**
 * Names of a set, lower case: a list, or text such as `{Update, Send}` or `Update, Send`. Null where the export holds the list's type instead of what is in
 * it (Export-Csv does that), or where Format-List has cut it off: what is in the list is then not known.
 */
export function wordsOf(value: unknown): readonly string[] | null {
  if (Array.isArray(value)) return cleanWords(value.map(String));
  if (value === undefined || value === null || typeof value !== 'string') return null;
  if (/^(?:System|Microsoft)\.|\.\.\.\}?$|…\}?$/.test(value.trim())) return null;
  return cleanWords(value.split(/[\s,;|{}]+/));
}

function cleanWords(words: readonly string[]): readonly string[] {
  const names = words.slice(0, MOST_WORDS).map((word) => word.trim().toLowerCase());
  return [...new Set(names)].filter((word) => /^[a-z0-9_]{2,60}$/.test(word)).sort();
}

/** Days of a span of time: `90.00:00:00`, `12:00:00`, or PowerShell's object with Days or Ticks. */
export function daysOfSpan(value: unknown): number | null {
  if (typeof value === 'object' && value !== null && 'Days' in value && typeof value.Days === 'number')
    return value.Days;
  const text = typeof value === 'string' ? value.trim() : '';
  const whole = /^(\d{1,6})(?:\.\d{1,2}:\d{2}:\d{2}(?:\.\d{1,7})?)?$/.exec(text)?.[1];
  if (whole !== undefined) return Number(whole);
  const hours = /^(\d{1,2}):\d{2}:\d{2}(?:\.\d{1,7})?$/.exec(text)?.[1];
  return hours === undefined ? null : Number(hours) / 24;
}

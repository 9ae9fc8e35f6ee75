/** How a cell's number is shown, as far as it matters to who looks for it. */
export type NumberFormat =
  | { readonly type: 'plain' }
  | { readonly type: 'date' }
  /** Leading zeros up to so many digits: a PIN, a postcode. */
  | { readonly type: 'zeros'; readonly digits: number };

export const PLAIN: NumberFormat = { type: 'plain' };

const MILLISECONDS_A_DAY = 86_400_000;
/** The day before the first of 1900, as the calendar with its leap day that never was counts it (ECMA-376 part 1 §18.17.4.1). */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
/** Beyond the year 9999. */
const LAST_DAY = 2_958_466;

/** A number as it is shown: without an exponent where all digits are known, a date as such. */
export function shownNumber(raw: string, format: NumberFormat, is1904: boolean): string {
  const value = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(value)) return raw;
  if (format.type === 'date' && value >= 0 && value < LAST_DAY) return shownDate(value, is1904);
  if (format.type === 'zeros' && Number.isSafeInteger(value) && value >= 0)
    return String(value).padStart(format.digits, '0');
  return /[.eE]/.test(raw) ? String(value) : raw;
}

function shownDate(value: number, is1904: boolean): string {
  const time = (is1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(value * 86_400) * 1000;
  const text = new Date(time).toISOString();
  if (value < 1) return text.slice(11, 19);
  return time % MILLISECONDS_A_DAY === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

/** Numbers of formats that every program knows and that show dates (§18.8.30). */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
const MOST_ZEROS = 32;

/** What a number format shows. @param code Its code (§18.8.31); null for one that every program knows. */
export function numberFormat(id: number, code: string | null): NumberFormat {
  if (code === null) return isBuiltInDate(id) ? { type: 'date' } : PLAIN;
  const bare = code.slice(0, 200).replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  if (/^0{2,32}$/.test(bare)) return { type: 'zeros', digits: Math.min(MOST_ZEROS, bare.length) };
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare) ? { type: 'date' } : PLAIN;
}

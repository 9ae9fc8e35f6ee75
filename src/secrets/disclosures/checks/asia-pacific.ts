import { isDay, pairAt } from './calendar.ts';
import { digitsOf, luhn, verhoeff, weighted } from './sums.ts';

/** India: Verhoeff; 0 and 1 begin none. */
export function isIndianAadhaar(value: string): boolean {
  const digits = digitsOf(value);
  return (digits[0] ?? 0) > 1 && verhoeff(digits) && new Set(digits).size > 2;
}

/** India: the fourth letter says whose it is, a person's is P. */
export function isIndianPan(value: string): boolean {
  return value[3] === 'P';
}

/** China (GB 11643): date of birth, and ISO 7064 MOD 11-2, ten as X. */
export function isChineseResident(value: string): boolean {
  const digits = digitsOf(value.slice(0, 17));
  const year = pairAt(digits, 6);
  const sum = weighted(digits, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]);
  return (
    (year === 19 || year === 20) &&
    isDay(pairAt(digits, 10), pairAt(digits, 12)) &&
    '10X98765432'[sum % 11] === value[17]
  );
}

/** Taiwan: the letter counts as two digits, then weights. */
export function isTaiwaneseId(value: string): boolean {
  const letter = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf(value[0] ?? '') + 10;
  const digits = digitsOf(value);
  const sum = Math.floor(letter / 10) + (letter % 10) * 9 + weighted(digits, [8, 7, 6, 5, 4, 3, 2, 1, 1]);
  return letter >= 10 && (digits[0] === 1 || digits[0] === 2) && sum % 10 === 0;
}

/** Hong Kong: modulo 11 over letter and digits, ten as A. */
export function isHongKongId(value: string): boolean {
  const text = value.replace(/[()]/g, '');
  const sum = 36 * 9 + (text.charCodeAt(0) - 55) * 8 + weighted(digitsOf(text.slice(1, 7)), [7, 6, 5, 4, 3, 2]);
  const check = (11 - (sum % 11)) % 11;
  return (check === 10 ? 'A' : String(check)) === text[7];
}

const SINGAPORE: Readonly<Record<string, readonly [offset: number, letters: string]>> = {
  S: [0, 'JZIHGFEDCBA'],
  T: [4, 'JZIHGFEDCBA'],
  F: [0, 'XWUTRQPNMLK'],
  G: [4, 'XWUTRQPNMLK'],
};

/** Singapore: weights 2765432 and a table of letters for each first letter. */
export function isSingaporeId(value: string): boolean {
  const table = SINGAPORE[value[0] ?? ''];
  if (table === undefined) return false;
  const sum = table[0] + weighted(digitsOf(value), [2, 7, 6, 5, 4, 3, 2]);
  return table[1][sum % 11] === value[8];
}

/** Korea: date of birth, century, modulo 11. Numbers given out since October 2020 have no check digit and are not told. */
export function isKoreanResident(value: string): boolean {
  const digits = digitsOf(value);
  const sum = weighted(digits, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
  return isDay(pairAt(digits, 2), pairAt(digits, 4)) && (11 - (sum % 11)) % 10 === digits[12];
}

/** Japan: weights 65432 765432 from the left, modulo 11. */
export function isJapaneseNumber(value: string): boolean {
  const digits = digitsOf(value);
  const rest = weighted(digits, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return (rest <= 1 ? 0 : 11 - rest) === digits[11] && new Set(digits).size > 2;
}

/** Thailand: weights 13 to 2, modulo 11. */
export function isThaiId(value: string): boolean {
  const digits = digitsOf(value);
  const sum = weighted(digits, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
  return (digits[0] ?? 0) > 0 && (11 - (sum % 11)) % 10 === digits[12];
}

/** Malaysia: date of birth and a place of birth that is one; there is no check digit. */
export function isMalaysianId(value: string): boolean {
  const digits = digitsOf(value);
  const place = pairAt(digits, 6);
  return (
    isDay(pairAt(digits, 2), pairAt(digits, 4)) &&
    place >= 1 &&
    ![17, 18, 19, 20, 69, 70, 73, 80, 81, 94, 95, 96, 97].includes(place)
  );
}

/** Australia, tax file number: weights, modulo 11. */
export function isAustralianTaxFile(value: string): boolean {
  const digits = digitsOf(value);
  return weighted(digits, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0 && new Set(digits).size > 2;
}

/** Australia, Medicare: weights 1379, the ninth digit checks; the first is 2 to 6. */
export function isAustralianMedicare(value: string): boolean {
  const digits = digitsOf(value);
  const [first = 0] = digits;
  return first >= 2 && first <= 6 && weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === digits[8];
}

/** New Zealand: modulo 11, and other weights where that gives ten. */
export function isNewZealandInland(value: string): boolean {
  const digits = digitsOf(value.replace(/[^0-9]/g, '').padStart(9, '0'));
  const check = (weights: readonly number[]) => (11 - (weighted(digits, weights) % 11)) % 11;
  const first = check([3, 2, 7, 6, 5, 4, 3, 2]);
  const last = first === 10 ? check([7, 4, 3, 2, 5, 2, 7, 6]) : first;
  const number = Number(digits.join(''));
  return last === digits[8] && number > 10_000_000 && number < 150_000_000;
}

/** Israel: Luhn over nine digits. */
export function isIsraeliId(value: string): boolean {
  const digits = digitsOf(value);
  return luhn(digits) && new Set(digits).size > 2;
}

/** South Africa: date of birth, citizenship, Luhn. */
export function isSouthAfricanId(value: string): boolean {
  const digits = digitsOf(value);
  return isDay(pairAt(digits, 2), pairAt(digits, 4)) && (digits[10] ?? 9) < 3 && luhn(digits);
}

/** Türkiye: two check digits over the odd and even places. */
export function isTurkishId(value: string): boolean {
  const digits = digitsOf(value);
  const odd = weighted(digits, [1, 0, 1, 0, 1, 0, 1, 0, 1]);
  const even = weighted(digits, [0, 1, 0, 1, 0, 1, 0, 1]);
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  return digits[0] !== 0 && tenth === digits[9] && (odd + even + tenth) % 10 === digits[10];
}

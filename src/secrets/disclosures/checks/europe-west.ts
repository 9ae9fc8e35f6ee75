import { isDay, pairAt } from './calendar.ts';
import { digitsOf, luhn, mod11And10, remainderOf, weighted } from './sums.ts';

/** United Kingdom: the prefixes that are given out; the suffix is A to D. */
export function isBritishInsurance(value: string): boolean {
  const text = value.replace(/[^0-9A-Z]/g, '');
  const prefix = text.slice(0, 2);
  if (/[DFIQUV]/.test(prefix) || prefix[1] === 'O') return false;
  return !['BG', 'GB', 'KN', 'NK', 'NT', 'TN', 'ZZ'].includes(prefix) && /[A-D]/.test(text[8] ?? '');
}

/** United Kingdom, NHS: modulo 11. */
export function isBritishHealth(value: string): boolean {
  const digits = digitsOf(value);
  const check = 11 - (weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return (check === 11 ? 0 : check) === digits[9] && new Set(digits).size > 2;
}

/** Ireland: modulo 23, a second letter counts nine times. */
export function isIrishPps(value: string): boolean {
  const second = value[8] === undefined || value[8] === 'W' ? 0 : value.charCodeAt(8) - 64;
  const sum = weighted(digitsOf(value), [8, 7, 6, 5, 4, 3, 2]) + 9 * second;
  return 'WABCDEFGHIJKLMNOPQRSTUV'[sum % 23] === value[7];
}

/** Germany, tax: ISO 7064; one digit of the first ten stands twice or thrice, and 0 does not begin. */
export function isGermanTax(value: string): boolean {
  const digits = digitsOf(value);
  const distinct = new Set(digits.slice(0, 10)).size;
  return digits[0] !== 0 && (distinct === 9 || distinct === 8) && mod11And10(digits);
}

/** Germany, pension insurance: the letter counts as two digits; weights, digit sums, modulo 10. */
export function isGermanPension(value: string): boolean {
  const text = value.replaceAll(' ', '');
  const letter = String(text.charCodeAt(8) - 64).padStart(2, '0');
  const digits = digitsOf(`${text.slice(0, 8)}${letter}${text.slice(9)}`);
  const parts = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1].map((weight, at) => weight * (digits[at] ?? 0));
  const sum = parts.reduce((total, part) => total + Math.floor(part / 10) + (part % 10), 0);
  const [day, month] = [pairAt(digits, 2), pairAt(digits, 4)];
  return day <= 81 && month >= 1 && month <= 12 && sum % 10 === digits[12];
}

/** France: 97 less the remainder by 97; Corsica's departments count as 19 and 18. */
export function isFrenchInsurance(value: string): boolean {
  const text = value
    .replace(/[^0-9AB]/g, '')
    .replace('2A', '19')
    .replace('2B', '18');
  const month = Number(text.slice(3, 5));
  const isMonth = (month >= 1 && month <= 12) || (month >= 20 && month <= 42);
  return /^[1-478]\d{14}$/.test(text) && isMonth && 97 - remainderOf(text.slice(0, 13), 97) === Number(text.slice(13));
}

const SPANISH_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE';

/** Spain: the letter is the remainder by 23; of foreigners X, Y and Z count as 0, 1 and 2. */
export function isSpanishId(value: string): boolean {
  const text = value.replace(/[^0-9A-Z]/g, '').replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter)));
  return SPANISH_LETTERS[remainderOf(text.slice(0, 8), 23)] === text[8];
}

/** Portugal: modulo 11; 1 to 3 are persons. */
export function isPortugueseTax(value: string): boolean {
  const digits = digitsOf(value);
  const rest = weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  return [1, 2, 3].includes(digits[0] ?? 0) && (rest < 2 ? 0 : 11 - rest) === digits[8] && new Set(digits).size > 2;
}

const ITALIAN_ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** Italy: letters of month and day, and a check letter over odd and even places. */
export function isItalianFiscalCode(value: string): boolean {
  const rank = (letter: string) => (/\d/.test(letter) ? Number(letter) : letter.charCodeAt(0) - 65);
  const sum = [...value.slice(0, 15)].reduce(
    (total, letter, at) => total + (at % 2 === 0 ? (ITALIAN_ODD[rank(letter)] ?? 0) : rank(letter)),
    0,
  );
  const day = Number(value.slice(9, 11));
  const isDated = /[ABCDEHLMPRST]/.test(value[8] ?? '') && ((day >= 1 && day <= 31) || (day >= 41 && day <= 71));
  return isDated && String.fromCharCode(65 + (sum % 26)) === value[15];
}

/** Netherlands: weights 9 to 2 and -1, modulo 11. */
export function isDutchCitizen(value: string): boolean {
  const digits = digitsOf(value);
  return weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0 && new Set(digits).size > 2;
}

/** Belgium: 97 less the remainder by 97, a 2 in front for who was born from 2000 on. */
export function isBelgianNational(value: string): boolean {
  const text = digitsOf(value).join('');
  const checks = [text.slice(0, 9), `2${text.slice(0, 9)}`].map((number) => 97 - remainderOf(number, 97));
  const month = Number(text.slice(2, 4)) % 20;
  return month <= 12 && Number(text.slice(4, 6)) <= 31 && checks.includes(Number(text.slice(9)));
}

/** Luxembourg: date of birth, then Luhn over twelve digits. */
export function isLuxembourgPerson(value: string): boolean {
  const digits = digitsOf(value);
  return (
    [18, 19, 20].includes(pairAt(digits, 0)) && isDay(pairAt(digits, 4), pairAt(digits, 6)) && luhn(digits.slice(0, 12))
  );
}

/** Switzerland: 756, and the check digit of an EAN-13. */
export function isSwissInsurance(value: string): boolean {
  const digits = digitsOf(value);
  const sum = weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]);
  return digits.slice(0, 3).join('') === '756' && (10 - (sum % 10)) % 10 === digits[12];
}

/** Austria: weights 379 584216 around the check digit, modulo 11; then the date of birth. */
export function isAustrianInsurance(value: string): boolean {
  const digits = digitsOf(value);
  const check = weighted(digits, [3, 7, 9, 0, 5, 8, 4, 2, 1, 6]) % 11;
  return digits[0] !== 0 && check === digits[3] && isDay(pairAt(digits, 6), pairAt(digits, 4));
}

import { isDay, pairAt } from './calendar.ts';
import { digitsOf, luhn, mod11And10, remainderOf, weighted } from './sums.ts';

/** Sweden: date of birth (the day may be 60 more), Luhn over the last ten digits. */
export function isSwedishPerson(value: string): boolean {
  const digits = digitsOf(value).slice(-10);
  return isDay(pairAt(digits, 2), pairAt(digits, 4) % 60) && luhn(digits);
}

/** Norway: date of birth, two check digits modulo 11. */
export function isNorwegianBirth(value: string): boolean {
  const digits = digitsOf(value);
  const first = (11 - (weighted(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11)) % 11;
  const second = (11 - (weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return isDay(pairAt(digits, 2), pairAt(digits, 0) % 40) && first === digits[9] && second === digits[10];
}

/** Denmark: a date of birth; numbers without a check digit have been given out since 2007. */
export function isDanishPerson(value: string): boolean {
  const digits = digitsOf(value);
  return isDay(pairAt(digits, 2), pairAt(digits, 0));
}

/** Finland: date of birth, and a letter for the remainder by 31. */
export function isFinnishPerson(value: string): boolean {
  const digits = digitsOf(value.slice(0, 10)).join('');
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))];
  return isDay(month, day) && '0123456789ABCDEFHJKLMNPRSTUVWXY'[remainderOf(digits, 31)] === value[10];
}

/** Iceland: date of birth, modulo 11, century. */
export function isIcelandicPerson(value: string): boolean {
  const digits = digitsOf(value);
  const rest = weighted(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11;
  return (
    isDay(pairAt(digits, 2), pairAt(digits, 0)) && (11 - rest) % 11 === digits[8] && [8, 9, 0].includes(digits[9] ?? 1)
  );
}

/** Estonia and Lithuania: date of birth, two sets of weights modulo 11. */
export function isBalticPerson(value: string): boolean {
  const digits = digitsOf(value);
  const first = weighted(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9, 1]) % 11;
  const check = first < 10 ? first : (weighted(digits, [3, 4, 5, 6, 7, 8, 9, 1, 2, 3]) % 11) % 10;
  return (
    (digits[0] ?? 0) >= 1 &&
    (digits[0] ?? 9) <= 8 &&
    isDay(pairAt(digits, 3), pairAt(digits, 5)) &&
    check === digits[10]
  );
}

/** Poland: date of birth (the month tells the century), weights 1379. */
export function isPolishPesel(value: string): boolean {
  const digits = digitsOf(value);
  const sum = weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]);
  return isDay(pairAt(digits, 2) % 20, pairAt(digits, 4)) && (10 - (sum % 10)) % 10 === digits[10];
}

/** Czechia and Slovakia: date of birth (women's months are 50 more), the whole a multiple of 11; ten was written as 0 until 1985. */
export function isCzechBirth(value: string): boolean {
  const digits = digitsOf(value);
  const month = pairAt(digits, 2) % 50;
  const isDated = isDay(month > 20 ? month - 20 : month, pairAt(digits, 4));
  const text = digits.join('');
  const isOldTen = digits[9] === 0 && remainderOf(text.slice(0, 9), 11) === 10;
  return isDated && (isOldTen || remainderOf(text, 11) === 0);
}

/** Hungary: weights 3 and 7, modulo 10. */
export function isHungarianHealth(value: string): boolean {
  const digits = digitsOf(value);
  return weighted(digits, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === digits[8] && new Set(digits).size > 2;
}

/** Romania: date of birth, county, weights 279146358279, modulo 11. */
export function isRomanianCnp(value: string): boolean {
  const digits = digitsOf(value);
  const rest = weighted(digits, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
  return digits[0] !== 0 && isDay(pairAt(digits, 3), pairAt(digits, 5)) && (rest === 10 ? 1 : rest) === digits[12];
}

/** Bulgaria: date of birth (the month tells the century), modulo 11. */
export function isBulgarianEgn(value: string): boolean {
  const digits = digitsOf(value);
  const check = (weighted(digits, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10;
  return isDay(pairAt(digits, 2) % 20, pairAt(digits, 4)) && check === digits[9];
}

/** Greece, social insurance: date of birth, Luhn. */
export function isGreekAmka(value: string): boolean {
  const digits = digitsOf(value);
  return isDay(pairAt(digits, 2), pairAt(digits, 0)) && luhn(digits);
}

/** Croatia: ISO 7064 MOD 11,10. */
export function isCroatianOib(value: string): boolean {
  const digits = digitsOf(value);
  return mod11And10(digits) && new Set(digits).size > 2;
}

/** The states that were Yugoslavia: date of birth, weights 765432, modulo 11. */
export function isYugoslavNumber(value: string): boolean {
  const digits = digitsOf(value);
  const check = 11 - (weighted(digits, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  return isDay(pairAt(digits, 2), pairAt(digits, 0)) && (check > 9 ? 0 : check) === digits[12];
}

/** Ukraine: days since 1899-12-31, modulo 11. */
export function isUkrainianTaxpayer(value: string): boolean {
  const digits = digitsOf(value);
  const sum = weighted(digits, [-1, 5, 7, 9, 4, 6, 10, 5, 7]);
  return (((sum % 11) + 11) % 11) % 10 === digits[9] && new Set(digits).size > 2;
}

/** Russia, insurance: weights 9 to 1, modulo 101. */
export function isRussianSnils(value: string): boolean {
  const digits = digitsOf(value);
  const rest = weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101;
  return (rest === 100 ? 0 : rest) === pairAt(digits, 9) && new Set(digits).size > 2;
}

/** Russia, a person's tax number: two check digits, modulo 11. */
export function isRussianInn(value: string): boolean {
  const digits = digitsOf(value);
  const first = (weighted(digits, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10;
  const second = (weighted(digits, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) % 11) % 10;
  return first === digits[10] && second === digits[11] && new Set(digits).size > 2;
}

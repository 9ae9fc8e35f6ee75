import { isDay, pairAt } from './calendar.ts';
import { digitsOf, luhn, weighted } from './sums.ts';

/** US: areas 000, 666 and from 900 on, group 00 and serial 0000 were never given out; two numbers were printed in advertisements. */
export function isUsSocialSecurity(value: string): boolean {
  const text = digitsOf(value).join('');
  const [area, group, serial] = [text.slice(0, 3), text.slice(3, 5), text.slice(5)];
  const isGiven = area !== '000' && area !== '666' && area < '900' && group !== '00' && serial !== '0000';
  return isGiven && text !== '078051120' && text !== '219099999' && text !== '123456789' && new Set(text).size > 2;
}

/** US: taxpayers without a social security number; the group tells (IRM 3.21.263). */
export function isUsTaxpayer(value: string): boolean {
  const digits = digitsOf(value);
  const group = pairAt(digits, 3);
  return digits[0] === 9 && group >= 50 && ![66, 67, 68, 69, 89, 93].includes(group);
}

/** Canada: Luhn; 0 and 8 begin none of a person. */
export function isCanadianInsurance(value: string): boolean {
  const digits = digitsOf(value);
  return digits[0] !== 0 && digits[0] !== 8 && luhn(digits);
}

/** Brazil: two check digits, modulo 11. */
export function isBrazilianCpf(value: string): boolean {
  const digits = digitsOf(value);
  const check = (length: number) => {
    const weights = Array.from({ length }, (_, at) => length + 1 - at);
    return ((weighted(digits, weights) * 10) % 11) % 10;
  };
  return new Set(digits).size > 1 && check(9) === digits[9] && check(10) === digits[10];
}

/** Argentina: modulo 11; the type in front. */
export function isArgentineCuit(value: string): boolean {
  const digits = digitsOf(value);
  const check = 11 - (weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
  const isPersons = [20, 23, 24, 25, 26, 27].includes(pairAt(digits, 0));
  return isPersons && (check === 11 ? 0 : check === 10 ? 9 : check) === digits[10];
}

/** Chile: modulo 11, ten as K. */
export function isChileanRut(value: string): boolean {
  const text = value.replace(/[^0-9K]/g, '');
  const digits = digitsOf(text.slice(0, -1)).toReversed();
  const sum = digits.reduce((total, digit, at) => total + digit * (2 + (at % 6)), 0);
  return '0K987654321'[sum % 11] === text.at(-1);
}

const CURP_LETTERS = '0123456789ABCDEFGHIJKLMN\u00d1OPQRSTUVWXYZ';

/** Mexico: date of birth, sex, and a check digit over the first seventeen characters. */
export function isMexicanCurp(value: string): boolean {
  const sum = [...value.slice(0, 17)].reduce(
    (total, letter, at) => total + CURP_LETTERS.indexOf(letter) * (18 - at),
    0,
  );
  const date = digitsOf(value.slice(4, 10));
  return (
    isDay(pairAt(date, 2), pairAt(date, 4)) &&
    /[HM]/.test(value[10] ?? '') &&
    (10 - (sum % 10)) % 10 === Number(value[17])
  );
}

/** Ecuador: province, and Luhn from the left. */
export function isEcuadorianCedula(value: string): boolean {
  const digits = digitsOf(value);
  const province = pairAt(digits, 0);
  return province >= 1 && province <= 24 && (digits[2] ?? 9) < 6 && luhn(digits);
}

/** Uruguay: weights 2987634, modulo 10. */
export function isUruguayanCedula(value: string): boolean {
  const digits = digitsOf(value);
  return (10 - (weighted(digits, [2, 9, 8, 7, 6, 3, 4]) % 10)) % 10 === digits[7] && new Set(digits).size > 2;
}

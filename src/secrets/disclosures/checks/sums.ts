/** A value's digits, whatever stands between them. */
export function digitsOf(value: string): readonly number[] {
  return [...value.replace(/[^0-9]/g, '')].map(Number);
}

/** The sum of digits by weights, as many as there are weights. */
export function weighted(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0);
}

/** ISO/IEC 7812-1: every second digit from the right doubled, its own digits added; the sum a multiple of ten. */
export function luhn(digits: readonly number[]): boolean {
  const sum = digits.toReversed().reduce((total, digit, at) => total + luhnPart(digit, at % 2 === 1), 0);
  return digits.length > 1 && sum % 10 === 0;
}

function luhnPart(digit: number, isDoubled: boolean): number {
  if (!isDoubled) return digit;
  return digit > 4 ? digit * 2 - 9 : digit * 2;
}

/** ISO/IEC 7064, MOD 11,10: the hybrid system with one check digit. */
export function mod11And10(digits: readonly number[]): boolean {
  const product = digits.slice(0, -1).reduce((carry, digit) => {
    const sum = (carry + digit) % 10 || 10;
    return (sum * 2) % 11;
  }, 10);
  return (product + (digits.at(-1) ?? 0)) % 10 === 1;
}

/** The remainder of a number of any length, given by its digits, left to right. */
export function remainderOf(digits: string, divisor: number): number {
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % divisor;
  return remainder;
}

const TURN = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4] as const;

/** Verhoeff's check over the dihedral group D5; the last digit is the check digit. */
export function verhoeff(digits: readonly number[]): boolean {
  return digits.toReversed().reduce((state, digit, at) => dihedral(state, turned(digit, at)), 0) === 0;
}

function turned(digit: number, times: number): number {
  let value = digit;
  for (let turn = 0; turn < times % 8; turn += 1) value = TURN[value] as number;
  return value;
}

/** The product in D5, whose elements 0 to 4 turn and 5 to 9 mirror. */
function dihedral(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : ((a + (b - 5)) % 5) + 5;
  return b < 5 ? ((a - 5 - b + 5) % 5) + 5 : (a - b + 5) % 5;
}

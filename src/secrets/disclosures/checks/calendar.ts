const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether there is such a day; February has 29, for a year of two digits does not say which. */
export function isDay(month: number, day: number): boolean {
  return day >= 1 && day <= (MONTH_DAYS[month - 1] ?? 0);
}

/** Two digits of a value as a number. */
export function pairAt(digits: readonly number[], at: number): number {
  return (digits[at] ?? 0) * 10 + (digits[at + 1] ?? 0);
}

/** Day, month and year in any of the usual orders, year of four digits between 1900 and 2025. */
export function isBirthDate(value: string): boolean {
  const numbers = (value.match(/\d{1,4}/g) ?? []).map(Number);
  if (numbers.length === 2) return isBirthYear(numbers[1] ?? 0) && (numbers[0] ?? 0) <= 31;
  const [a = 0, b = 0, c = 0] = numbers;
  if (a > 31) return isBirthYear(a) && isDay(b, c);
  return isBirthYear(c) && (isDay(b, a) || isDay(a, b));
}

function isBirthYear(year: number): boolean {
  return year >= 1900 && year <= 2025;
}

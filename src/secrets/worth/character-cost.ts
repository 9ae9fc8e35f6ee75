import { RATES } from './rates.ts';

const SYLLABLE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** What a single character costs that belongs to no known part: drawn from its own kind. */
export function characterCost(value: string, index: number): number {
  const character = value.charAt(index);
  if (/[\udc00-\udfff]/.test(character)) return 0;
  if (/\d/.test(character)) return RATES.digit;
  if (SYLLABLE.test(character)) return RATES.syllable;
  if (/\p{L}/u.test(character)) return RATES.letter;
  return /[ !.?*#@$+_-]/.test(character) ? RATES.usualSign : RATES.sign;
}

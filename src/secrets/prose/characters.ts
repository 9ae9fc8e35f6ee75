const LETTER = 1;
const DIGIT = 2;
const UNSPACED = 4;
const SPACE = 8;

/** Scripts written without spaces between words, where a word may begin and end anywhere. */
const UNSPACED_SCRIPT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}ー]/u;

/** Classes of all UTF-16 units, made once: a look-up beats a pattern in the inner loops. Surrogates count as letters. */
const CLASSES = Uint8Array.from({ length: 0x10000 }, (_, code) => {
  const unit = String.fromCharCode(code);
  if (/\s/.test(unit)) return SPACE;
  if (/\p{Nd}/u.test(unit)) return DIGIT;
  if (UNSPACED_SCRIPT.test(unit)) return LETTER | UNSPACED;
  return /[\p{L}\p{M}]/u.test(unit) || (code >= 0xd800 && code < 0xe000) ? LETTER : 0;
});

const classAt = (text: string, index: number): number => CLASSES[text.charCodeAt(index)] ?? 0;

/** Outside the text counts as white space. */
export const isSpaceAt = (text: string, index: number): boolean =>
  index < 0 || index >= text.length || (classAt(text, index) & SPACE) !== 0;

export const isDigitAt = (text: string, index: number): boolean => (classAt(text, index) & DIGIT) !== 0;

export const isLetterAt = (text: string, index: number): boolean => (classAt(text, index) & LETTER) !== 0;

/** A letter of a script that writes no spaces between words. */
export const isUnspacedAt = (text: string, index: number): boolean => (classAt(text, index) & UNSPACED) !== 0;

/** A letter or digit that joins its neighbours into one word. */
export const isJoiningAt = (text: string, index: number): boolean => {
  const found = classAt(text, index);
  return (found & (LETTER | DIGIT)) !== 0 && (found & UNSPACED) === 0;
};

/** Control words that stand for a character (RTF 1.9.1, "Special characters"). */
export const SPECIAL_CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['emdash', '—'],
  ['endash', '–'],
  ['emspace', '\u2003'],
  ['enspace', '\u2002'],
  ['qmspace', '\u2005'],
  ['bullet', '•'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['zwj', '\u200d'],
  ['zwnj', '\u200c'],
  ['zwbo', '\u200b'],
  ['zwnbo', '\u2060'],
  ['ltrmark', '\u200e'],
  ['rtlmark', '\u200f'],
]);

/** Control symbols that do, by their byte: `\~`, `\-` and `\_`. */
export const SPECIAL_SYMBOLS: ReadonlyMap<number, string> = new Map([
  [0x7e, '\u00a0'],
  [0x2d, '\u00ad'],
  [0x5f, '\u2011'],
]);

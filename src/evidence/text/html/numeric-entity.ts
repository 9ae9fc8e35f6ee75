/** What 0x80 to 0x9F mean in a numeric reference: windows-1252 (HTML Living Standard §13.2.5.80). */
const C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** The character of a numeric reference; U+FFFD for what is no character. */
export function windows1252(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return C1[code - 0x80] ?? '\uFFFD';
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\uFFFD';
  return String.fromCodePoint(code);
}

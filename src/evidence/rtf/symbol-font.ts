/** Glyphs of Symbol and Wingdings that stand in text for what a reader takes them for: list marks, ticks, arrows. */
const GLYPHS: ReadonlyMap<number, string> = new Map([
  [0xa7, '▪'],
  [0xa8, '◻'],
  [0xb7, '•'],
  [0xd8, '➢'],
  [0xe0, '→'],
  [0xfb, '✗'],
  [0xfc, '✓'],
  [0xfe, '☑'],
]);

/**
 * One glyph of a symbol font as a character. Its ASCII stays as typed: whoever changes the font hides nothing from a search.
 * @param glyph 0 to 255.
 */
export function symbolCharacter(glyph: number): string {
  return GLYPHS.get(glyph) ?? String.fromCharCode(glyph);
}

/** Bytes of text in a symbol font. */
export function symbolText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += symbolCharacter(byte);
  return text;
}

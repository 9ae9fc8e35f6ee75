/** ASCII classes that the byte loop asks for; a lookup beats comparing at every byte. */
export const DIGIT = 1;
export const LETTER = 2;
export const HEX = 4;
/** What may stand in a label of a host name. */
export const HOST = 8;
/** Bytes at which something of interest may begin or be: digits, `:`, `-`, `\`. */
export const TRIGGER = 16;
/** What a number may not be written onto: it would be part of something else. */
export const GLUE = 32;
export const UPPER = 64;

export const BYTE_CLASS: Uint8Array = byteClasses();

function byteClasses(): Uint8Array {
  const classes = new Uint8Array(256);
  const mark = (characters: string, bits: number) => {
    for (const character of characters) {
      const code = character.charCodeAt(0);
      classes[code] = (classes[code] as number) | bits;
    }
  };
  mark('0123456789', DIGIT | HEX | HOST | TRIGGER | GLUE);
  mark('abcdefghijklmnopqrstuvwxyz', LETTER | HOST | GLUE);
  mark('ABCDEFGHIJKLMNOPQRSTUVWXYZ', LETTER | HOST | GLUE | UPPER);
  mark('abcdefABCDEF', HEX);
  mark('-', HOST | GLUE);
  mark(':\\-', TRIGGER);
  mark('_/&%?@#+~$', GLUE);
  for (let byte = 128; byte < 256; byte += 1) classes[byte] = GLUE;
  return classes;
}

/** Whether a byte is of one of some classes; what lies outside the text is of none. */
export function isOf(utf8: Uint8Array, at: number, bits: number): boolean {
  return ((BYTE_CLASS[utf8[at] as number] as number) & bits) !== 0;
}

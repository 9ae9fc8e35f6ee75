/** The byte that words stand apart by, and those below it. */
export const SPACE = 0x20;
export const SLASH = 0x2f;
export const COLON = 0x3a;

export const LOWER = 1;
export const UPPER = 2;
export const DIGIT = 4;
/** Signs that names and paths hold too. */
export const JOINT = 8;
export const SIGN = 16;
/** `/` and `:`, between a name and what belongs to it; they are joints too. */
export const PAIRING = 32;
/** Signs that end a sentence are no part of what they follow; they are of other classes too. */
export const ENDING = 64;

function classOf(byte: number): number {
  if (byte <= SPACE) return 0;
  if (byte >= 0x61 && byte <= 0x7a) return LOWER;
  if (byte >= 0x41 && byte <= 0x5a) return UPPER;
  if (byte >= 0x30 && byte <= 0x39) return DIGIT;
  if (byte >= 0x80) return LOWER;
  if (byte === SLASH || byte === COLON) return JOINT | PAIRING;
  if (".-_',".includes(String.fromCharCode(byte))) return JOINT;
  return '()[]<>"`'.includes(String.fromCharCode(byte)) ? 0 : SIGN;
}

const isEnding = (byte: number): boolean => '.,;:?)]}>"\''.includes(String.fromCharCode(byte));

/** The classes of each byte. */
export const CLASSES: Uint8Array = Uint8Array.from(
  { length: 256 },
  (_, byte) => classOf(byte) | (isEnding(byte) ? ENDING : 0),
);

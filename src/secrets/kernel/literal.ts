/** A literal to look for, of at least three UTF-8 bytes. */
export interface Literal {
  readonly text: string;
  /** Whether case matters; where it does not, ASCII letters match in either. */
  readonly exact: boolean;
  /**
   * `word-start`: no ASCII letter or digit, and no letter of two bytes that is Latin, Greek or Cyrillic, stands before it; `word`: nor
   * behind it. In both, white space in it matches any white space.
   * Left out, it may stand anywhere, as it is.
   */
  readonly as?: 'word' | 'word-start';
}

/** Bytes that are looked up at once. */
export const GRAM = 4;

/** The shortest literal the matcher takes, in bytes. */
export const SHORTEST_LITERAL = 3;

/** A literal as the kernel compares it. */
export interface Pattern {
  /** Lower case where case does not matter. */
  readonly bytes: Uint8Array;
  /** As grams are made of it. */
  readonly folded: Uint8Array;
  readonly exact: boolean;
  /** Whether white space in it matches any. */
  readonly loose: boolean;
  readonly begins: boolean;
  readonly ends: boolean;
}

/** @throws RangeError where it is too short to be told apart */
export function patternOf({ text, exact, as }: Literal): Pattern {
  const bytes = Buffer.from(text);
  if (!exact) lowerCase(bytes);
  if (bytes.length < SHORTEST_LITERAL) throw new RangeError(`a literal needs ${SHORTEST_LITERAL} bytes: ${text}`);
  const folded = bytes.map((byte) => FOLDED[byte] as number);
  return { bytes, folded, exact, loose: as !== undefined, begins: as !== undefined, ends: as === 'word' };
}

/** In ASCII alone, in place. */
function lowerCase(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number;
    if (byte >= 0x41 && byte <= 0x5a) bytes[at] = byte | 0x20;
  }
}

const isWordByte = (byte: number): boolean =>
  (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a);

/** ASCII letters and digits, which go on with a word. */
export const WORD_BYTES: readonly number[] = Array.from({ length: 256 }, (_, byte) => byte).filter(isWordByte);

/** What a byte is to a gram: letters in lower case, any white space a blank. What else it changes, it changes in literals and texts alike. */
export const FOLDED: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 0x09 || byte === 0x0a || byte === 0x0d ? 0x20 : byte | 0x20,
);

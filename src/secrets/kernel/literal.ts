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

/** The shortest literal the matcher takes, in bytes. */
export const SHORTEST_LITERAL = 3;

/** A set of characters: each ASCII one as a bit, all others together as one flag. */
export interface CharSet {
  readonly ascii: bigint;
  readonly beyond: boolean;
  /** The code unit where the set was written as one character; null otherwise. */
  readonly only: number | null;
}

const ALL_ASCII = (1n << 128n) - 1n;

export const NO_CHAR: CharSet = { ascii: 0n, beyond: false, only: null };
export const EVERY_CHAR: CharSet = { ascii: ALL_ASCII, beyond: true, only: null };

/** The set of the characters of `text`. */
export function charSet(text: string): CharSet {
  let ascii = 0n;
  let beyond = false;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 128) ascii |= 1n << BigInt(code);
    else beyond = true;
  }
  return { ascii, beyond, only: text.length === 1 ? text.charCodeAt(0) : null };
}

export function union(a: CharSet, b: CharSet): CharSet {
  return { ascii: a.ascii | b.ascii, beyond: a.beyond || b.beyond, only: null };
}

/** Every character not surely in the set; those beyond ASCII are always kept, as the set may hold only some of them. */
export function invert(set: CharSet): CharSet {
  return { ascii: ALL_ASCII & ~set.ascii, beyond: true, only: null };
}

export function disjoint(a: CharSet, b: CharSet): boolean {
  return (a.ascii & b.ascii) === 0n && !(a.beyond && b.beyond);
}

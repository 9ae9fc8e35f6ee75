/** Flags in force at a place of a pattern. */
export interface RegexFlags {
  /** i */
  readonly ignoreCase: boolean;
  /** m: `^` and `$` stand at line breaks too. */
  readonly multiline: boolean;
  /** s: `.` takes line breaks. */
  readonly dotAll: boolean;
  /** x: white space and comments are left out. */
  readonly spaced: boolean;
  /** U: greedy and lazy change places. */
  readonly swapGreed: boolean;
}

export const NO_FLAGS: RegexFlags = {
  ignoreCase: false,
  multiline: false,
  dotAll: false,
  spaced: false,
  swapGreed: false,
};

const NAMES: ReadonlyMap<string, keyof RegexFlags> = new Map([
  ['i', 'ignoreCase'],
  ['m', 'multiline'],
  ['s', 'dotAll'],
  ['x', 'spaced'],
  ['U', 'swapGreed'],
]);

/**
 * Flags after `(?i-s)` and the like; `u` changes nothing, as classes are of ASCII either way.
 * @throws SyntaxError for a flag without a counterpart
 */
export function changedFlags(flags: RegexFlags, letters: string): RegexFlags {
  let isOn = true;
  let changed = flags;
  for (const letter of letters) {
    const name = NAMES.get(letter);
    if (letter === '-') isOn = false;
    else if (name !== undefined) changed = { ...changed, [name]: isOn };
    else if (letter !== 'u') throw new SyntaxError(`the flag "${letter}" has no counterpart`);
  }
  return changed;
}

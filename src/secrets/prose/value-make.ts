import { classOf, DIGIT, LETTER, LOWER, UNSPACED, UPPER } from './characters.ts';

/** What a value is made of. */
export interface Make {
  readonly lower: number;
  readonly upper: number;
  readonly digits: number;
  /** Signs that people put in passwords: not `.`, `-`, `_`, `/`, `'`, `,`, `:`. */
  readonly signs: number;
  readonly joints: number;
  /** Changes between lower and upper case, or letter and digit, inside a run; not a first capital. */
  readonly turns: number;
  readonly innerCapital: boolean;
  readonly uncased: number;
}

const SIGNS = 0;
const JOINTS = 1;
const DIGITS = 2;
const UNCASED = 3;
const CAPITALS = 4;
const SMALL = 5;

export function makeOf(value: string): Make {
  const counts = [0, 0, 0, 0, 0, 0] satisfies number[];
  let turns = 0;
  let innerCapital = false;
  let before = SIGNS;
  for (let at = 0; at < value.length; at++) {
    const kind = kindOf(value.charCodeAt(at));
    counts[kind] = (counts[kind] as number) + 1;
    if (kind === CAPITALS && before === SMALL) innerCapital = true;
    // The change after the capital that begins a value is no turn: names have it.
    if (kind > JOINTS && before > JOINTS && kind !== before && !(at === 1 && before === CAPITALS && kind === SMALL))
      turns++;
    before = kind;
  }
  const [signs = 0, joints = 0, digits = 0, uncased = 0, upper = 0, lower = 0] = counts;
  return { lower, upper, digits, signs, joints, turns, innerCapital, uncased };
}

const JOINT_UNITS = new Set([...".-_/',:"].map((sign) => sign.charCodeAt(0)));

function kindOf(unit: number): number {
  const here = classOf(unit);
  if ((here & LOWER) !== 0) return SMALL;
  if ((here & UPPER) !== 0) return CAPITALS;
  if ((here & DIGIT) !== 0) return DIGITS;
  if ((here & LETTER) !== 0) return (here & UNSPACED) === 0 ? UNCASED : SIGNS;
  return JOINT_UNITS.has(unit) ? JOINTS : SIGNS;
}

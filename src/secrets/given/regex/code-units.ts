/** A set of UTF-16 code units as ranges: sorted, disjoint, not touching. */
export type CodeUnits = readonly (readonly [number, number])[];

const LAST = 0xffff;

export const NO_UNIT: CodeUnits = [];
export const EVERY_UNIT: CodeUnits = [[0, LAST]];

/** The set of ranges given in any order. */
export function unitsOf(ranges: CodeUnits): CodeUnits {
  const merged: [number, number][] = [];
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const before = merged.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

/** The set of the characters of `text`, all of which are one code unit. */
export function unitsIn(text: string): CodeUnits {
  return unitsOf(Array.from({ length: text.length }, (_, at) => [text.charCodeAt(at), text.charCodeAt(at)] as const));
}

/**
 * The set of a range of code points. What lies beyond the BMP is two code units, of which either may be any surrogate: a little more than was
 * asked for.
 */
export function unitsOfCodePoints(first: number, last: number): CodeUnits {
  const inside: CodeUnits = first <= LAST ? [[first, Math.min(last, LAST)]] : [];
  return last <= LAST ? inside : unitsOf([...inside, [0xd800, 0xdfff]]);
}

export function inverted(set: CodeUnits): CodeUnits {
  const gaps: [number, number][] = [];
  let next = 0;
  for (const [first, last] of set) {
    if (first > next) gaps.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST) gaps.push([next, LAST]);
  return gaps;
}

export function joinedSets(a: CodeUnits, b: CodeUnits): CodeUnits {
  return unitsOf([...a, ...b]);
}

export function sharedUnits(a: CodeUnits, b: CodeUnits): CodeUnits {
  return inverted(joinedSets(inverted(a), inverted(b)));
}

/** With each ASCII letter of the set its other case; of other letters too where the set is of a few. */
export function foldedUnits(set: CodeUnits): CodeUnits {
  const others = set.flatMap(([first, last]) => [
    ...shifted(first, last, 0x41, 32),
    ...shifted(first, last, 0x61, -32),
  ]);
  const foreign = set.flatMap(([first, last]) => (last - first < 64 && first > 127 ? otherCases(first, last) : []));
  return unitsOf([...set, ...others, ...foreign]);
}

/** The part of a range in the 26 letters from `letter` on, moved. */
function shifted(first: number, last: number, letter: number, by: number): CodeUnits {
  const [from, to] = [Math.max(first, letter), Math.min(last, letter + 25)];
  return from <= to ? [[from + by, to + by]] : [];
}

function otherCases(first: number, last: number): CodeUnits {
  const letters = Array.from({ length: last - first + 1 }, (_, at) => String.fromCharCode(first + at));
  const cases = letters.flatMap((letter) => [letter.toLowerCase(), letter.toUpperCase()]);
  return cases.filter((letter) => letter.length === 1).map((letter) => [letter.charCodeAt(0), letter.charCodeAt(0)]);
}

/** The one code unit of a set; null where it has none or more. */
export function onlyUnit(set: CodeUnits): number | null {
  const [range, second] = set;
  return range !== undefined && second === undefined && range[0] === range[1] ? range[0] : null;
}

export function sizeOf(set: CodeUnits): number {
  return set.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

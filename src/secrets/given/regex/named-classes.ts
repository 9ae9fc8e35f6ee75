import { type CodeUnits, inverted, unitsIn, unitsOf } from './code-units.ts';

const DIGIT = unitsOf([[0x30, 0x39]]);
const UPPER = unitsOf([[0x41, 0x5a]]);
const LOWER = unitsOf([[0x61, 0x7a]]);
const ALPHA = unitsOf([...UPPER, ...LOWER]);
const ALNUM = unitsOf([...ALPHA, ...DIGIT]);
export const WORD = unitsOf([...ALNUM, ...unitsIn('_')]);
const SPACE = unitsIn('\t\n\v\f\r ');
const PUNCT = unitsOf([
  [0x21, 0x2f],
  [0x3a, 0x40],
  [0x5b, 0x60],
  [0x7b, 0x7e],
]);

/** POSIX classes, as `[[:name:]]` names them. */
export const POSIX: ReadonlyMap<string, CodeUnits> = new Map([
  ['alnum', ALNUM],
  ['alpha', ALPHA],
  ['ascii', unitsOf([[0, 0x7f]])],
  ['blank', unitsIn('\t ')],
  [
    'cntrl',
    unitsOf([
      [0, 0x1f],
      [0x7f, 0x7f],
    ]),
  ],
  ['digit', DIGIT],
  ['graph', unitsOf([[0x21, 0x7e]])],
  ['lower', LOWER],
  ['print', unitsOf([[0x20, 0x7e]])],
  ['punct', PUNCT],
  ['space', SPACE],
  ['upper', UPPER],
  ['word', WORD],
  ['xdigit', unitsOf([...DIGIT, [0x41, 0x46], [0x61, 0x66]])],
]);

/** Classes of one letter, of ASCII alone, as RE2 and byte-wise Rust have them. */
export const PERL: ReadonlyMap<string, CodeUnits> = new Map([
  ['d', DIGIT],
  ['D', inverted(DIGIT)],
  ['w', WORD],
  ['W', inverted(WORD)],
  ['s', SPACE],
  ['S', inverted(SPACE)],
  ['h', unitsIn('\t ')],
  ['H', inverted(unitsIn('\t '))],
  ['N', inverted(unitsIn('\n'))],
]);

const known = new Map<string, CodeUnits>();

/**
 * The code units of a Unicode property (`L`, `Lu`, `Greek`, `Script=Greek`), told by the runtime's own tables. What lies beyond the BMP counts as
 * any surrogate.
 * @throws SyntaxError where there is no such property
 */
export function propertyUnits(name: string): CodeUnits {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const shape = propertyShape(name);
  const ranges: [number, number][] = [];
  for (let unit = 0; unit <= 0xffff; unit += 1) {
    if (!shape.test(String.fromCharCode(unit))) continue;
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === unit - 1) last[1] = unit;
    else ranges.push([unit, unit]);
  }
  const units = unitsOf([...ranges, [0xd800, 0xdfff]]);
  known.set(name, units);
  return units;
}

function propertyShape(name: string): RegExp {
  if (/^[A-Za-z_=]{1,60}$/.test(name)) {
    for (const property of [name, `Script=${name}`]) {
      try {
        return new RegExp(`^\\p{${property}}$`, 'u');
      } catch {
        // Tried as a script next.
      }
    }
  }
  throw new SyntaxError(`there is no Unicode property "${name.slice(0, 60)}"`);
}

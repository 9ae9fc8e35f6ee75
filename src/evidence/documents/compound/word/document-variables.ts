import { u16, utf16 } from '../bounded-number.ts';
import type { Place } from './file-information.ts';

const IS_WIDE = 0xffff;
const MOST_VARIABLES = 4096;

/** The variables that macros keep in a document, "name: value" each ([MS-DOC] §2.9.298): a list of names, then the values. */
export function documentVariables(tables: Buffer, { at, length }: Place): readonly string[] {
  const bytes = tables.subarray(at, at + length);
  if (u16(bytes, 0) !== IS_WIDE) return [];
  const count = Math.min(u16(bytes, 2), MOST_VARIABLES);
  const extra = u16(bytes, 4);
  const names: string[] = [];
  let next = 6;
  for (let index = 0; index < count && next + 2 <= bytes.length; index += 1) {
    const units = u16(bytes, next);
    names.push(utf16(bytes, next + 2, units));
    next += 2 + units * 2 + extra;
  }
  return names.flatMap((name) => {
    if (next + 2 > bytes.length) return [];
    const units = u16(bytes, next);
    const value = utf16(bytes, next + 2, units);
    next += 2 + units * 2;
    return [`${name}: ${value}`];
  });
}

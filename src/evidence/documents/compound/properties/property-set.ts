import { codePageCharset } from '../../../decode/code-page.ts';
import { guidAt } from '../../../decode/guid.ts';
import { u16, u32 } from '../bounded-number.ts';
import { letters, propertyText } from './property-value.ts';

/** One property as text. */
export interface NamedText {
  /** The name where the set has one for it, else null. */
  readonly name: string | null;
  readonly id: number;
  readonly text: string;
}

/** The properties of one set. */
export interface PropertySet {
  /** Which set it is: a GUID in lower case. */
  readonly format: string;
  readonly properties: readonly NamedText[];
}

/** A set has few properties, and a stream two sets. */
const MOST_SETS = 8;
const MOST_PROPERTIES = 4096;
const DICTIONARY = 0;
const CODE_PAGE = 1;
const UTF16_PAGE = 1200;

/** The sets of a property stream ([MS-OLEPS] §2.21), with what in them is text or a time. Never throws; what is damaged is left out. */
export function propertySets(stream: Buffer): readonly PropertySet[] {
  if (u16(stream, 0) !== 0xfffe) return [];
  const count = Math.min(u32(stream, 24), MOST_SETS);
  const sets: PropertySet[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = 28 + index * 20;
    if (at + 20 > stream.length) break;
    const set = stream.subarray(u32(stream, at + 16));
    sets.push({ format: guidAt(stream, at), properties: propertiesOf(set) });
  }
  return sets;
}

function propertiesOf(set: Buffer): readonly NamedText[] {
  const count = Math.min(u32(set, 4), MOST_PROPERTIES, Math.floor(set.length / 8));
  const places = Array.from({ length: count }, (_, index) => ({
    id: u32(set, 8 + index * 8),
    at: u32(set, 12 + index * 8),
  }));
  const pageAt = places.find(({ id }) => id === CODE_PAGE)?.at;
  const page = pageAt === undefined ? 1252 : u16(set, pageAt + 4);
  const namesAt = places.find(({ id }) => id === DICTIONARY)?.at;
  const names = namesAt === undefined ? new Map<number, string>() : dictionary(set, namesAt, page);
  return places
    .filter(({ id }) => id !== DICTIONARY && id !== CODE_PAGE)
    .flatMap(({ id, at }): readonly NamedText[] => {
      const text = propertyText(set, at, codePageCharset(page));
      return text === null ? [] : [{ id, name: names.get(id) ?? null, text }];
    });
}

/** The names of a set's properties ([MS-OLEPS] §2.17). */
function dictionary(set: Buffer, start: number, page: number): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  const isWide = page === UTF16_PAGE;
  const charset = codePageCharset(page);
  let at = start + 4;
  for (let left = Math.min(u32(set, start), MOST_PROPERTIES); left > 0 && at + 8 <= set.length; left -= 1) {
    const bytes = u32(set, at + 4) * (isWide ? 2 : 1);
    names.set(u32(set, at), letters(set.subarray(at + 8, at + 8 + bytes), charset));
    at += 8 + (isWide ? Math.ceil(bytes / 4) * 4 : bytes);
  }
  return names;
}

import { readEntity } from './entities.ts';

const AMPERSAND = 0x26;

/** A start tag's attributes, decoded only when asked for. */
export class Attributes {
  readonly #bytes: Buffer;
  /** Four indexes each: name's start and end, value's start and end. */
  readonly #places: readonly number[];

  constructor(bytes: Buffer, places: readonly number[]) {
    this.#bytes = bytes;
    this.#places = places;
  }

  /** The first attribute of that lower-case name, its entities decoded; null where there is none. */
  get(name: string): string | null {
    const places = this.#places;
    for (let at = 0; at < places.length; at += 4) {
      const start = places[at] ?? 0;
      const end = places[at + 1] ?? 0;
      if (end - start === name.length && isNamed(this.#bytes, start, name)) {
        return decodeValue(this.#bytes, places[at + 2] ?? 0, places[at + 3] ?? 0);
      }
    }
    return null;
  }
}

function isNamed(bytes: Buffer, start: number, name: string): boolean {
  for (let at = 0; at < name.length; at += 1) {
    const byte = bytes[start + at] ?? 0;
    if ((byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte) !== name.charCodeAt(at)) return false;
  }
  return true;
}

function decodeValue(bytes: Buffer, start: number, end: number): string {
  const value = bytes.subarray(start, end);
  if (!value.includes(AMPERSAND)) return value.toString('utf8');
  let text = '';
  let from = 0;
  for (let at = value.indexOf(AMPERSAND); at >= 0; at = value.indexOf(AMPERSAND, at)) {
    const entity = readEntity(value, at, value.length, true);
    if (entity === null) {
      at += 1;
      continue;
    }
    text += value.toString('utf8', from, at) + entity.text;
    at = entity.end;
    from = at;
  }
  return text + value.toString('utf8', from);
}

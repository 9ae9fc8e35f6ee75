import type { MapiProperty, PropertyName } from '../mapi/property.ts';
import { singleType, TYPE } from '../mapi/property-type.ts';
import type { Shortfall } from '../shortfall.ts';
import { readPropertyName } from './property-name.ts';
import { readPropertyValues } from './property-values.ts';
import { REST_DAMAGED } from './read-attributes.ts';

/** MAPI properties as TNEF writes them ([MS-OXTNEF] §2.1.3.4, MsgPropertyList). */
export interface PropertyList {
  readonly properties: Map<number, MapiProperty>;
  /** The names of those from 0x8000 on. */
  readonly names: readonly (readonly [number, PropertyName])[];
  /** The bytes of object properties (type 0x000D), interface identifier in front. */
  readonly objects: ReadonlyMap<number, Buffer>;
  /** Where the list ends. */
  readonly next: number;
  /** Where the list could not be followed to its end. */
  readonly shortfall: Shortfall | null;
}

const FIRST_NAMED = 0x8000;
const LAST_ID = 0xffff;

/** More properties than an honest stream has, its recipients and attachments included; absurd counts must not fill memory. */
const MOST_PROPERTIES = 1_000_000;

/** What one stream may still have of properties, in all its lists. */
export class PropertyAllowance {
  #left = MOST_PROPERTIES;

  /** Takes one; false when none is left. */
  take(): boolean {
    this.#left -= 1;
    return this.#left >= 0;
  }
}

/** Reads a property list that begins at `start`; of a damaged one what stands before the fault, the property it cuts included. */
export function readPropertyList(bytes: Buffer, allowance: PropertyAllowance, start = 0): PropertyList {
  const reader = new PropertyListReader(bytes, start + 4);
  const count = start + 4 <= bytes.length ? bytes.readUInt32LE(start) : -1;
  let isWhole = count >= 0;
  for (let index = 0; index < count && isWhole; index++) isWhole = allowance.take() && reader.readProperty();
  const { properties, names, objects, at } = reader;
  return { properties, names, objects, next: Math.min(at, bytes.length), shortfall: isWhole ? null : REST_DAMAGED };
}

class PropertyListReader {
  readonly properties = new Map<number, MapiProperty>();
  readonly names: [number, PropertyName][] = [];
  readonly objects = new Map<number, Buffer>();
  readonly #bytes: Buffer;
  /** Numbers above it are taken. */
  #free = LAST_ID;
  at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** Takes the next property; false where the list cannot be followed beyond it. */
  readProperty(): boolean {
    const bytes = this.#bytes;
    if (this.at + 4 > bytes.length) return false;
    const tag = { type: bytes.readUInt16LE(this.at), id: bytes.readUInt16LE(this.at + 2) };
    this.at += 4;
    const id = tag.id < FIRST_NAMED ? tag.id : this.#readName(tag.id);
    if (id === null) return false;
    const read = readPropertyValues(bytes, this.at, tag.type);
    if (read === null) return false;
    this.at = read.next;
    if (tag.type === TYPE.object) this.objects.set(id, read.values()[0] ?? Buffer.alloc(0));
    const values = tag.type === TYPE.object ? () => [] : read.values;
    this.properties.set(id, { id, type: singleType(tag.type), size: read.size, values });
    return read.isWhole;
  }

  /** The number for a named property: its own, or a free one where another has that. Null where the name is cut. */
  #readName(written: number): number | null {
    const found = readPropertyName(this.#bytes, this.at);
    if (found === null) return null;
    this.at = found.next;
    while (this.properties.has(this.#free) && this.#free > FIRST_NAMED) this.#free -= 1;
    const id = this.properties.has(written) ? this.#free : written;
    this.names.push([id, found.name]);
    return id;
  }
}

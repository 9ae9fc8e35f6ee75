import { millisecondsOf, parseInstant } from '../../core/index.ts';
import type { MapiProperties, MapiProperty } from '../mapi/property.ts';
import { TYPE } from '../mapi/property-type.ts';

/** Collects what a JSON object says as MAPI properties, so that one reader makes messages of both. */
export class GraphProperties {
  readonly properties: MapiProperties;
  readonly #byId = new Map<number, MapiProperty>();

  constructor() {
    this.properties = this.#byId;
  }

  /** Adds a text; nothing for null. */
  text(id: number, text: string | null): this {
    if (text !== null) this.#add(id, TYPE.unicode, Buffer.from(text, 'utf16le'));
    return this;
  }

  integer(id: number, value: number): this {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value);
    return this.#add(id, TYPE.integer32, bytes);
  }

  /** Adds an ISO 8601 time; nothing for null or for what is no time. */
  time(id: number, iso: string | null): this {
    const at = iso === null ? null : parseInstant(iso);
    if (at === null) return this;
    const bytes = Buffer.alloc(8);
    const units = (BigInt(millisecondsOf(at)) + MILLISECONDS_SINCE_1601) * UNITS_A_MILLISECOND;
    if (units <= 0n) return this;
    bytes.writeBigUInt64LE(units);
    return this.#add(id, TYPE.time, bytes);
  }

  #add(id: number, type: number, bytes: Buffer): this {
    this.#byId.set(id, { id, type, size: bytes.length, values: () => [bytes] });
    return this;
  }
}

const MILLISECONDS_SINCE_1601 = 11_644_473_600_000n;
const UNITS_A_MILLISECOND = 10_000n;

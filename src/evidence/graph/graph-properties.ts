import { millisecondsOf, parseInstant } from '../../core/index.ts';
import { filetimeBytes } from '../mapi/filetime.ts';
import { heldProperty } from '../mapi/held-property.ts';
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

  /** Adds a number of 32 bits. */
  integer(id: number, value: number): this {
    const bytes = Buffer.alloc(4);
    bytes.writeInt32LE(value);
    return this.#add(id, TYPE.integer32, bytes);
  }

  /** Adds an ISO 8601 time; nothing for null or for what is no time. */
  time(id: number, iso: string | null): this {
    const at = iso === null ? null : parseInstant(iso);
    const bytes = at === null ? null : filetimeBytes(millisecondsOf(at));
    return bytes === null ? this : this.#add(id, TYPE.time, bytes);
  }

  #add(id: number, type: number, bytes: Buffer): this {
    this.#byId.set(id, heldProperty(id, type, bytes));
    return this;
  }
}

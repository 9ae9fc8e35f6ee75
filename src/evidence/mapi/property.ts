import type { Shortfall } from '../shortfall.ts';

/**
 * One property of a MAPI object ([MS-OXCDATA] §2.8), as its container (PST, MSG, TNEF) has it: the type, and the value's bytes in the normal
 * form of [MS-OXCDATA] §2.11, little-endian, decoded by nobody yet.
 */
export interface MapiProperty {
  /** Property id, 0 to 0xFFFF; from 0x8000 on the container's own number for a named property. */
  readonly id: number;
  /** Property type without the multi-value flag, such as 0x001F for Unicode text. */
  readonly type: number;
  /** Bytes of all values; -1 where that is not known before reading. */
  readonly size: number;
  /**
   * The values: one, or several for a multi-valued property. Numbers, booleans (two bytes) and times have their type's full width; text has no
   * terminator; an object has no values. Read anew at each call. A shortfall where the container has lost them.
   */
  readonly values: () => readonly Uint8Array[] | Shortfall;
}

/** Properties by id. */
export type MapiProperties = ReadonlyMap<number, MapiProperty>;

/** A named property's name ([MS-OXPROPS] §1.3.2): its set's GUID in lower case, and a number (LID) or a text. */
export interface PropertyName {
  readonly set: string;
  readonly name: number | string;
}

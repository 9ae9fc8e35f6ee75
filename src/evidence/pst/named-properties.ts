import { asBuffer } from '../decode/byte-string.ts';
import { type NamedProperties, namesInStreams } from '../mapi/named-properties.ts';
import type { MapiProperties } from '../mapi/property.ts';

/** Properties of the map ([MS-PST] §2.4.7). */
const SETS = 0x0002;
const ENTRIES = 0x0003;
const TEXTS = 0x0004;

/**
 * Reads the map of named properties ([MS-PST] §2.4.7). Entries that point nowhere are left out.
 * @param map Properties of the node NID_NAME_TO_ID_MAP.
 */
export function readNamedProperties(map: MapiProperties): NamedProperties {
  return namesInStreams({ sets: stream(map, SETS), entries: stream(map, ENTRIES), texts: stream(map, TEXTS) });
}

function stream(map: MapiProperties, id: number): Buffer {
  const values = map.get(id)?.values();
  const value = Array.isArray(values) ? values[0] : undefined;
  return value === undefined ? Buffer.alloc(0) : asBuffer(value);
}

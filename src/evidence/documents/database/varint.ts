/** A number and the place after it. */
export interface Varint {
  readonly value: number;
  readonly end: number;
}

const MOST_BYTES = 9;

/**
 * A variable-length integer (SQLite file format §1.6): 7 bits a byte, the ninth all 8.
 * @returns a value rounded beyond 2^53; null where the bytes end first.
 */
export function readVarint(bytes: Buffer, start: number): Varint | null {
  let value = 0;
  for (let count = 0; count < MOST_BYTES; count += 1) {
    const byte = bytes[start + count];
    if (byte === undefined) return null;
    if (count === MOST_BYTES - 1) return { value: value * 256 + byte, end: start + MOST_BYTES };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: start + count + 1 };
  }
  return null;
}

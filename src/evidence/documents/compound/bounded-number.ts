/** The byte at a place; 0 where the bytes have ended. */
export function u8(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

/** 16 bits without a sign, little-endian; 0 where not all of them are there. */
export function u16(bytes: Buffer, at: number): number {
  return at >= 0 && at + 2 <= bytes.length ? bytes.readUInt16LE(at) : 0;
}

/** 32 bits without a sign, little-endian; 0 where not all of them are there. */
export function u32(bytes: Buffer, at: number): number {
  return at >= 0 && at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0;
}

/** A number of 64 bits as IEEE 754 has it, little-endian; 0 where not all of it is there. */
export function f64(bytes: Buffer, at: number): number {
  return at >= 0 && at + 8 <= bytes.length ? bytes.readDoubleLE(at) : 0;
}

/** UTF-16 from a place on, for so many code units or as many as are there. */
export function utf16(bytes: Buffer, at: number, units: number): string {
  return bytes.toString('utf16le', at, Math.min(bytes.length, at + units * 2));
}

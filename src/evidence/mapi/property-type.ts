/** Property types ([MS-OXCDATA] §2.11.1), without the multi-value flag. */
export const TYPE = {
  integer16: 0x0002,
  integer32: 0x0003,
  floating32: 0x0004,
  floating64: 0x0005,
  currency: 0x0006,
  floatingTime: 0x0007,
  error: 0x000a,
  boolean: 0x000b,
  object: 0x000d,
  integer64: 0x0014,
  string8: 0x001e,
  unicode: 0x001f,
  time: 0x0040,
  guid: 0x0048,
  binary: 0x0102,
} as const;

/** The flag of a type that says several values ([MS-OXCDATA] §2.11.1.1). */
const MULTIPLE = 0x1000;

/** A type without the flag for several values. */
export function singleType(type: number): number {
  return type & ~MULTIPLE;
}

/** Whether a type has the flag for several values. */
export function isMultiple(type: number): boolean {
  return (type & MULTIPLE) !== 0;
}

const FIXED_BYTES: ReadonlyMap<number, number> = new Map([
  [TYPE.integer16, 2],
  [TYPE.integer32, 4],
  [TYPE.floating32, 4],
  [TYPE.floating64, 8],
  [TYPE.currency, 8],
  [TYPE.floatingTime, 8],
  [TYPE.error, 4],
  [TYPE.boolean, 2],
  [TYPE.integer64, 8],
  [TYPE.time, 8],
  [TYPE.guid, 16],
]);

/** Bytes of one value of a type ([MS-OXCDATA] §2.11.1); null for a type of variable size, or with the flag for several values. */
export function fixedBytes(type: number): number | null {
  return FIXED_BYTES.get(type) ?? null;
}

/** Whether a type is one of text. */
export function isTextType(type: number): boolean {
  return type === TYPE.unicode || type === TYPE.string8;
}

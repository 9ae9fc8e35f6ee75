const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** What begins a further value: `,`, `[` and `{`. */
const BEGINS_VALUE: ReadonlySet<number> = new Set([0x2c, 0x5b, 0x7b]);

/**
 * Whether JSON holds more values than `most`: parsed, each takes many times the memory of its bytes. What stands in strings is not counted.
 * @param bytes JSON in UTF-8, sound or not.
 */
export function hasMoreValues(bytes: Buffer, most: number): boolean {
  if (bytes.length <= most) return false;
  let count = 0;
  for (let at = 0; at < bytes.length && count <= most; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) at = stringEnd(bytes, at + 1);
    else if (BEGINS_VALUE.has(byte)) count += 1;
  }
  return count > most;
}

/** The place of the quote that ends a string; the end of the bytes where none does. */
function stringEnd(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}

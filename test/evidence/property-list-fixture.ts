import { readFileSync } from 'node:fs';

/** Property lists in binary, made with Python's plistlib. */
export function listFile(name: string): Buffer {
  return readFileSync(new URL(`./fixtures/property-list/${name}`, import.meta.url));
}

/** A binary property list of objects as they are, the first one outermost; references of two bytes. */
export function binaryList(objects: readonly Buffer[]): Buffer {
  let at = 8;
  const offsets = objects.map((object) => {
    at += object.length;
    return at - object.length;
  });
  const table = Buffer.alloc(offsets.length * 4);
  for (const [index, offset] of offsets.entries()) table.writeUInt32BE(offset, index * 4);
  const trailer = Buffer.alloc(32);
  trailer.set([4, 2], 6);
  trailer.writeUInt32BE(objects.length, 12);
  trailer.writeUInt32BE(at, 28);
  return Buffer.concat([Buffer.from('bplist00'), ...objects, table, trailer]);
}

/** An array of references. */
export function listOf(references: readonly number[]): Buffer {
  const head = Buffer.from([0xaf, 0x11, references.length >> 8, references.length & 255]);
  return Buffer.concat([head, ...references.map((one) => Buffer.from([one >> 8, one & 255]))]);
}

/** A dictionary of references. */
export function dictionaryOf(entries: readonly (readonly [key: number, value: number])[]): Buffer {
  const sides = [entries.map(([key]) => key), entries.map(([, value]) => value)].map((side) =>
    listOf(side).subarray(4),
  );
  return Buffer.concat([Buffer.from([0xdf, 0x11, entries.length >> 8, entries.length & 255]), ...sides]);
}

/** A text of up to 14 letters. */
export const shortText = (text: string) =>
  Buffer.concat([Buffer.from([0x50 | text.length]), Buffer.from(text, 'latin1')]);

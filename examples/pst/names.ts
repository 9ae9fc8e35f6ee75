import type { BlockFile, Content } from './block-file.ts';
import { pstChecksum } from './checksum.ts';
import { binary, integer32, type PstPropertyName } from './property.ts';
import { writeProperties } from './property-context.ts';

const BUCKETS = 251;
/** Sets that have a number of their own ([MS-PST] §2.4.7.1). */
const KNOWN_SETS: ReadonlyMap<string, number> = new Map([
  ['00020328-0000-0000-c000-000000000046', 1],
  ['00020329-0000-0000-c000-000000000046', 2],
]);
const FIRST_NAMED = 0x8000;
/** Names that every store has: readers take a map without numbers, texts or sets for a damaged one. */
const ALWAYS: readonly PstPropertyName[] = [
  { set: '00062008-0000-0000-c000-000000000046', name: 0x8554 },
  { set: '00020329-0000-0000-c000-000000000046', name: 'Keywords' },
];

/** Gives named properties their ids and writes the name-to-id map ([MS-PST] §2.4.7). */
export class Names {
  readonly #ids = new Map<string, number>();
  readonly #sets: string[] = [];
  readonly #entries: Buffer[] = [];
  readonly #hashed: Buffer[] = [];
  readonly #strings: Buffer[] = [];
  #stringBytes = 0;

  constructor() {
    for (const name of ALWAYS) this.idOf(name);
  }

  idOf(name: PstPropertyName): number {
    const key = `${name.set}/${typeof name.name}/${name.name}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = FIRST_NAMED + this.#ids.size;
    this.#ids.set(key, id);
    this.#addEntry(name, id - FIRST_NAMED);
    return id;
  }

  write(file: BlockFile): Content {
    return writeProperties(file, [
      integer32(0x0001, BUCKETS),
      binary(0x0002, Buffer.concat(this.#sets.map(guidBytes))),
      binary(0x0003, Buffer.concat(this.#entries)),
      binary(0x0004, Buffer.concat(this.#strings)),
      ...this.#buckets(),
    ]);
  }

  /** NAMEID ([MS-PST] §2.4.7.1); in its bucket a text's checksum stands in place of where the text is. */
  #addEntry({ set, name }: PstPropertyName, index: number): void {
    const isText = typeof name === 'string';
    const owner = this.#setNumber(set) * 2 + (isText ? 1 : 0);
    const value = isText ? this.#addString(name) : name;
    this.#entries.push(entry(value, owner, index));
    this.#hashed.push(entry(isText ? pstChecksum(Buffer.from(name, 'utf16le')) : name, owner, index));
  }

  #setNumber(set: string): number {
    const known = KNOWN_SETS.get(set);
    if (known !== undefined) return known;
    if (!this.#sets.includes(set)) this.#sets.push(set);
    return this.#sets.indexOf(set) + 3;
  }

  /** @returns where the text's length stands in the stream of texts */
  #addString(name: string): number {
    const at = this.#stringBytes;
    const text = Buffer.from(name, 'utf16le');
    const padded = Buffer.alloc(Math.ceil((4 + text.length) / 4) * 4);
    padded.writeUInt32LE(text.length, 0);
    text.copy(padded, 4);
    this.#strings.push(padded);
    this.#stringBytes += padded.length;
    return at;
  }

  #buckets() {
    const buckets = new Map<number, Buffer[]>();
    for (const record of this.#hashed) {
      const bucket = ((record.readUInt32LE(0) ^ record.readUInt16LE(4)) >>> 0) % BUCKETS;
      buckets.set(bucket, [...(buckets.get(bucket) ?? []), record]);
    }
    return [...buckets].map(([bucket, records]) => binary(0x1000 + bucket, Buffer.concat(records)));
  }
}

function entry(value: number, owner: number, index: number): Buffer {
  const record = Buffer.alloc(8);
  record.writeUInt32LE(value >>> 0, 0);
  record.writeUInt16LE(owner, 4);
  record.writeUInt16LE(index, 6);
  return record;
}

/** A GUID's bytes: its first three fields little-endian ([MS-DTYP] §2.3.4.2). */
export function guidBytes(guid: string): Buffer {
  const bytes = Buffer.from(guid.replaceAll('-', ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}

/** A value of a MaxMind database, as far as it is asked for: texts, numbers and maps of them; anything else is null. */
export type MmdbValue = string | number | null | ReadonlyMap<string, MmdbValue>;

const MOST_VALUES = 1000;
const MOST_DEPTH = 16;
const POINTER_BASE = [0, 2048, 526_336, 0] as const;
const UINTS: ReadonlySet<number> = new Set([5, 6, 9]);

/**
 * Reads one value of a database's data section (maxmind.github.io/MaxMind-DB). However its pointers are laid, no more than a thousand
 * values are read, 16 deep.
 * @param base where offsets of pointers count from.
 * @throws RangeError where the bytes are no such value, or are too large a one.
 */
export function readMmdbValue(bytes: Buffer, base: number, offset: number): MmdbValue {
  return new RecordReader(bytes, base).value(offset, 0).value;
}

interface Read<Value> {
  readonly value: Value;
  /** Where the next value begins. */
  readonly next: number;
}

class RecordReader {
  readonly #bytes: Buffer;
  readonly #base: number;
  #left = MOST_VALUES;

  constructor(bytes: Buffer, base: number) {
    this.#bytes = bytes;
    this.#base = base;
  }

  value(offset: number, depth: number): Read<MmdbValue> {
    this.#left -= 1;
    if (this.#left < 0 || depth > MOST_DEPTH) throw new RangeError('A record is too large.');
    const control = this.#bytes.readUInt8(offset);
    if (control >> 5 === 1) return this.#pointed(control, offset + 1, depth);
    const extended = control >> 5 === 0;
    const type = extended ? this.#bytes.readUInt8(offset + 1) + 7 : control >> 5;
    const { value: size, next } = this.#size(control & 0x1f, offset + (extended ? 2 : 1));
    if (type === 7) return this.#map(size, next, depth);
    if (type === 11) return this.#list(size, next, depth);
    if (type === 14) return { value: null, next };
    const end = next + size;
    if (end > this.#bytes.length) throw new RangeError('A record ends too early.');
    if (type === 2) return { value: this.#bytes.toString('utf8', next, end), next: end };
    return { value: UINTS.has(type) && size <= 6 ? this.#uint(next, size) : null, next: end };
  }

  /** A pointer leads to a value that is no pointer. */
  #pointed(control: number, offset: number, depth: number): Read<MmdbValue> {
    const width = (control >> 3) & 3;
    const high = width === 3 ? 0 : (control & 7) * 256 ** (width + 1);
    const target = this.#base + (POINTER_BASE[width] ?? 0) + high + this.#uint(offset, width + 1);
    return { value: this.value(target, depth + 1).value, next: offset + width + 1 };
  }

  #size(short: number, offset: number): Read<number> {
    if (short < 29) return { value: short, next: offset };
    const width = short - 28;
    const least = [29, 285, 65_821][width - 1] ?? 0;
    return { value: least + this.#uint(offset, width), next: offset + width };
  }

  #map(size: number, start: number, depth: number): Read<MmdbValue> {
    const map = new Map<string, MmdbValue>();
    let next = start;
    for (let index = 0; index < size; index++) {
      const name = this.value(next, depth + 1);
      const field = this.value(name.next, depth + 1);
      if (typeof name.value === 'string') map.set(name.value, field.value);
      next = field.next;
    }
    return { value: map, next };
  }

  #list(size: number, start: number, depth: number): Read<MmdbValue> {
    let next = start;
    for (let index = 0; index < size; index++) next = this.value(next, depth + 1).next;
    return { value: null, next };
  }

  #uint(offset: number, size: number): number {
    return size === 0 ? 0 : this.#bytes.readUIntBE(offset, size);
  }
}

import { asBuffer } from '../../decode/byte-string.ts';

/** One object of a binary property list; what it refers to is named by number. */
export type PropertyObject =
  | { readonly kind: 'value'; readonly text: string }
  | { readonly kind: 'data'; readonly bytes: Buffer }
  | { readonly kind: 'list'; readonly items: readonly number[] }
  | { readonly kind: 'dictionary'; readonly keys: readonly number[]; readonly values: readonly number[] }
  /** A reference into the objects of an archive (NSKeyedArchiver). */
  | { readonly kind: 'uid'; readonly number: number };

const MARK = Buffer.from('bplist');
const TRAILER = 32;
/** Seconds from 1970 to 2001. */
const EPOCH = 978_307_200;
/** Bytes looked at in all, each as often as it is. */
const MOST_LOOKED = 64 * 1024 * 1024;
const NULL: PropertyObject = { kind: 'value', text: '(none)' };

/** A property list in binary (Apple's "bplist00"), read where it stands; looking into it never throws, whatever the bytes. */
export class BinaryPropertyList {
  readonly #bytes: Buffer;
  readonly #offsetSize: number;
  readonly #referenceSize: number;
  readonly #table: number;
  #looked = 0;
  /** How many objects there are. */
  readonly count: number;
  /** The number of the outermost object. */
  readonly top: number;

  private constructor(bytes: Buffer, trailer: Buffer) {
    this.#bytes = bytes;
    this.#offsetSize = trailer[6] ?? 0;
    this.#referenceSize = trailer[7] ?? 0;
    this.#table = Number(trailer.readBigUInt64BE(24));
    this.count = Number(trailer.readBigUInt64BE(8));
    this.top = Number(trailer.readBigUInt64BE(16));
  }

  /** Null for bytes whose trailer and table do not fit into them. */
  static of(data: Uint8Array): BinaryPropertyList | null {
    const bytes = asBuffer(data);
    if (bytes.length < MARK.length + TRAILER || !bytes.subarray(0, MARK.length).equals(MARK)) return null;
    const list = new BinaryPropertyList(bytes, bytes.subarray(bytes.length - TRAILER));
    return list.#isSound() ? list : null;
  }

  /** Whether more was looked at than any honest list needs: few objects may refer to each other so that reading them never ends. */
  get isSpent(): boolean {
    return this.#looked > MOST_LOOKED;
  }

  /** The object of a number; null where there is none, or it is damaged. */
  object(number: number): PropertyObject | null {
    const at = number < this.count ? this.#number(this.#table + number * this.#offsetSize, this.#offsetSize) : null;
    const marker = at === null ? undefined : this.#bytes[at];
    if (at === null || marker === undefined) return null;
    const low = marker & 0x0f;
    switch (marker >> 4) {
      case 0x0:
        return low === 8 ? text('false') : low === 9 ? text('true') : NULL;
      case 0x1:
        return this.#integer(at + 1, 1 << low);
      case 0x2:
        return this.#real(at + 1, 1 << low);
      case 0x3:
        return this.#date(at + 1);
      case 0x8: {
        const uid = this.#number(at + 1, low + 1);
        return uid === null ? null : { kind: 'uid', number: uid };
      }
      default:
        return this.#sized(at, marker >> 4, low);
    }
  }

  #isSound(): boolean {
    const sizes = [this.#offsetSize, this.#referenceSize];
    const end = this.#bytes.length - TRAILER;
    return sizes.every((size) => size >= 1 && size <= 6) && this.#table + this.count * this.#offsetSize <= end;
  }

  /** What has a count: in the low half of its first byte or, where that is full, in an integer after it. */
  #sized(at: number, type: number, low: number): PropertyObject | null {
    const width = 1 << ((this.#bytes[at + 1] ?? 0) & 0x0f);
    const isLong = low === 0x0f;
    const count = isLong ? (width <= 4 ? this.#number(at + 2, width) : null) : low;
    if (count === null) return null;
    const start = isLong ? at + 2 + width : at + 1;
    if (type === 0x4) return wrap(this.#slice(start, count), (bytes) => ({ kind: 'data', bytes }));
    if (type === 0x5) return wrap(this.#slice(start, count), (bytes) => text(bytes.toString('latin1')));
    if (type === 0x7) return wrap(this.#slice(start, count), (bytes) => text(bytes.toString('utf8')));
    if (type === 0x6) return wrap(this.#slice(start, count * 2), (bytes) => text(wide(bytes)));
    if (type === 0xa || type === 0xb || type === 0xc)
      return wrap(this.#references(start, count), (items) => ({ kind: 'list', items }));
    return type === 0xd ? this.#dictionary(start, count) : null;
  }

  #dictionary(start: number, count: number): PropertyObject | null {
    const keys = this.#references(start, count);
    const values = this.#references(start + count * this.#referenceSize, count);
    return keys === null || values === null ? null : { kind: 'dictionary', keys, values };
  }

  #references(start: number, count: number): readonly number[] | null {
    const bytes = this.#slice(start, count * this.#referenceSize);
    const size = this.#referenceSize;
    return wrap(bytes, (held) => Array.from({ length: count }, (_, index) => held.readUIntBE(index * size, size)));
  }

  #slice(start: number, length: number): Buffer | null {
    this.#looked += length;
    if (this.isSpent) return null;
    return start + length <= this.#bytes.length - TRAILER ? this.#bytes.subarray(start, start + length) : null;
  }

  #number(at: number, width: number): number | null {
    if (width > 6) return null;
    return wrap(this.#slice(at, width), (bytes) => bytes.readUIntBE(0, width));
  }

  #integer(at: number, width: number): PropertyObject | null {
    if (width === 16) return wrap(this.#slice(at, 16), (bytes) => text(String(bytes.readBigInt64BE(8))));
    if (width === 8) return wrap(this.#slice(at, 8), (bytes) => text(String(bytes.readBigInt64BE(0))));
    const number = this.#number(at, width);
    return number === null ? null : text(String(number));
  }

  #real(at: number, width: number): PropertyObject | null {
    if (width !== 4 && width !== 8) return null;
    return wrap(this.#slice(at, width), (bytes) =>
      text(String(width === 4 ? bytes.readFloatBE(0) : bytes.readDoubleBE(0))),
    );
  }

  #date(at: number): PropertyObject | null {
    return wrap(this.#slice(at, 8), (bytes) => text(appleTime(bytes.readDoubleBE(0))));
  }
}

/** Seconds since 2001 as an ISO time; what is none as the number it is. */
export function appleTime(seconds: number): string {
  const time = new Date((seconds + EPOCH) * 1000);
  return Number.isNaN(time.getTime()) ? String(seconds) : time.toISOString();
}

const text = (value: string): PropertyObject => ({ kind: 'value', text: value });
const wide = (bytes: Buffer) => Buffer.from(bytes).swap16().toString('utf16le');

function wrap<In, Out>(value: In | null, make: (value: In) => Out): Out | null {
  return value === null ? null : make(value);
}

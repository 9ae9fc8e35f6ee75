import { isAscii } from 'node:buffer';
import type { Instant } from '../../core/index.ts';
import { asBuffer } from '../decode/byte-string.ts';
import { decodeCharsetText } from '../decode/charset.ts';
import { codePageCharset } from '../decode/code-page.ts';
import { isShortfall, type Shortfall } from '../shortfall.ts';
import { TOO_LONG } from '../text/member-budget.ts';
import { instantOfFiletime } from './filetime.ts';
import { localeCodePage } from './locale-code-page.ts';
import type { MapiProperties, MapiProperty } from './property.ts';
import { TAG } from './property-tag.ts';
import { isTextType, TYPE } from './property-type.ts';

/** A property whose value the container has lost. */
export interface LostValue {
  readonly id: number;
  readonly shortfall: Shortfall;
}

/** What one message may still keep of its properties' values. */
export interface ValueSpending {
  readonly hasValueBytes: boolean;
  readonly spendValueBytes: (count: number) => void;
}

const UNBOUNDED: ValueSpending = { hasValueBytes: true, spendValueBytes: () => {} };

/** Of one value, bodies and attachments aside, which are not read here. */
const MOST_BYTES = 4 * 1024 * 1024;
const NONE: readonly Uint8Array[] = [];

/**
 * Typed access to the properties of one object, recipient or attachment. A property that is not there, is of another type, or is lost reads
 * as null; what is lost is kept in `lost`, once. Values are read when first asked for, and kept: not for bodies.
 */
export class PropertyReader {
  readonly properties: MapiProperties;
  /** Of text of type String8; null where nothing names it. */
  readonly charset: string | null;
  readonly lost: LostValue[] = [];
  readonly spending: ValueSpending;
  readonly #values = new Map<number, readonly Uint8Array[]>();

  /**
   * @param charset That of the object around a recipient or an attachment, which does not name its own.
   * @param spending What the values draw on; where nothing is left they are lost.
   */
  constructor(properties: MapiProperties, charset: string | null = null, spending = UNBOUNDED) {
    this.properties = properties;
    this.spending = spending;
    this.charset = charset ?? this.#ownCharset();
  }

  /** The first value as text. */
  text(id: number): string | null {
    const property = this.properties.get(id);
    if (property === undefined || !isText(property)) return null;
    const [value] = this.#read(property);
    return value === undefined ? null : decodeText(property.type, value, this.charset);
  }

  /** All values as text. */
  texts(id: number): readonly string[] {
    const property = this.properties.get(id);
    if (property === undefined || !isText(property)) return [];
    return this.#read(property).map((value) => decodeText(property.type, value, this.charset));
  }

  /** A number of any integer type. */
  integer(id: number): number | null {
    const property = this.properties.get(id);
    if (property === undefined) return null;
    const value = asBuffer(this.#read(property)[0] ?? EMPTY);
    if (property.type === TYPE.integer32) return value.length < 4 ? null : value.readInt32LE(0);
    if (property.type === TYPE.integer16) return value.length < 2 ? null : value.readInt16LE(0);
    if (property.type === TYPE.integer64) return value.length < 8 ? null : Number(value.readBigInt64LE(0));
    return null;
  }

  /** A floating-point number. */
  float(id: number): number | null {
    const property = this.properties.get(id);
    const value = property?.type === TYPE.floating64 ? this.#read(property)[0] : undefined;
    return value === undefined || value.length < 8 ? null : asBuffer(value).readDoubleLE(0);
  }

  boolean(id: number): boolean | null {
    const property = this.properties.get(id);
    const value = property?.type === TYPE.boolean ? this.#read(property)[0]?.[0] : undefined;
    return value === undefined ? null : value !== 0;
  }

  time(id: number): Instant | null {
    const property = this.properties.get(id);
    if (property?.type !== TYPE.time) return null;
    return instantOfFiletime(this.#read(property)[0] ?? EMPTY);
  }

  /** The bytes of the first value, whatever its type. Do not write into them. */
  bytes(id: number): Uint8Array | null {
    const property = this.properties.get(id);
    return property === undefined ? null : (this.#read(property)[0] ?? null);
  }

  /** The bytes of all values. Do not write into them. */
  allBytes(id: number): readonly Uint8Array[] {
    const property = this.properties.get(id);
    return property === undefined ? NONE : this.#read(property);
  }

  /** Reads the values of these properties, so that what of them is lost stands in `lost`. */
  require(ids: readonly number[]): void {
    for (const id of ids) {
      const property = this.properties.get(id);
      if (property !== undefined) this.#read(property);
    }
  }

  #read(property: MapiProperty): readonly Uint8Array[] {
    const known = this.#values.get(property.id);
    if (known !== undefined) return known;
    const isReadable = property.size <= MOST_BYTES && this.spending.hasValueBytes;
    const values = isReadable ? property.values() : TOO_LONG;
    if (isShortfall(values)) this.lost.push({ id: property.id, shortfall: values });
    const read = isShortfall(values) ? NONE : values;
    for (const { length } of read) this.spending.spendValueBytes(length);
    this.#values.set(property.id, read);
    return read;
  }

  /** The code page of the object's own text, else that of its locale, else the one its mail was sent in. */
  #ownCharset(): string | null {
    const locale = this.integer(TAG.messageLocaleId);
    const codePage =
      this.integer(TAG.messageCodepage) ??
      (locale === null ? null : localeCodePage(locale)) ??
      this.integer(TAG.internetCodepage);
    return codePage === null ? null : codePageCharset(codePage);
  }
}

const EMPTY = Buffer.alloc(0);

/** Whether a property is text. */
export function isText({ type }: MapiProperty): boolean {
  return isTextType(type);
}

/** A value of a text type, without the terminators that some writers leave. */
export function decodeText(type: number, value: Uint8Array, charset: string | null): string {
  const text = type === TYPE.unicode ? asBuffer(value).toString('utf16le') : decodeString8(value, charset);
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return end === text.length ? text : text.slice(0, end);
}

function decodeString8(value: Uint8Array, charset: string | null): string {
  return isAscii(value) ? asBuffer(value).toString('latin1') : decodeCharsetText(value, charset);
}

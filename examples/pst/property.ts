import iconv from 'iconv-lite';
import type { PstFormat } from './layout.ts';

/** Property types ([MS-OXCDATA] §2.11.1) that the writer makes. */
export const PROPERTY_TYPE = {
  integer16: 0x0002,
  integer32: 0x0003,
  float64: 0x0005,
  boolean: 0x000b,
  object: 0x000d,
  integer64: 0x0014,
  string8: 0x001e,
  unicode: 0x001f,
  time: 0x0040,
  guid: 0x0048,
  binary: 0x0102,
  manyInteger32: 0x1003,
  manyString8: 0x101e,
  manyUnicode: 0x101f,
  manyBinary: 0x1102,
} as const;

/** A named property's name ([MS-OXPROPS] §1.3.2): its set's GUID, and a number or a text. */
export interface PstPropertyName {
  readonly set: string;
  readonly name: number | string;
}

/** A property to be written: text in the file's own form, or bytes as they are to stand in the file. */
export type PstProperty =
  | { readonly id: number | PstPropertyName; readonly text: string }
  | { readonly id: number | PstPropertyName; readonly texts: readonly string[] }
  | { readonly id: number | PstPropertyName; readonly type: number; readonly bytes: Uint8Array };

/** A property as its node holds it. */
export interface StoredProperty {
  readonly id: number;
  readonly type: number;
  readonly bytes: Uint8Array;
}

/** How a store writes text. */
export interface TextForm {
  readonly format: PstFormat;
  /** Windows code page of text in an ANSI store, such as 1252. */
  readonly codePage: number;
}

/** A number of 32 bits. */
export const integer32 = (id: number, value: number): PstProperty & StoredProperty => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value | 0);
  return { id, type: PROPERTY_TYPE.integer32, bytes };
};

/** Yes or no. */
export const boolean = (id: number, value: boolean): PstProperty & StoredProperty => ({
  id,
  type: PROPERTY_TYPE.boolean,
  bytes: Uint8Array.of(value ? 1 : 0),
});

/** Bytes. */
export const binary = (id: number, bytes: Uint8Array): PstProperty & StoredProperty => ({
  id,
  type: PROPERTY_TYPE.binary,
  bytes,
});

/** 100-nanosecond steps from the start of 1601 to the start of 1970. */
const EPOCH = 116_444_736_000_000_000n;

/** A time, as a FILETIME. */
export const time = (id: number, value: Date): PstProperty & StoredProperty => ({
  id,
  type: PROPERTY_TYPE.time,
  bytes: fileTime(value),
});

/** A FILETIME ([MS-DTYP] §2.3.3): 100 ns since 1601, UTC. */
export function fileTime(value: Date): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value.getTime()) * 10_000n + EPOCH);
  return bytes;
}

/** Text as a property that says its code page's bytes, in either layout. */
export const string8 = (id: number, text: string, codePage: number): PstProperty & StoredProperty => ({
  id,
  type: PROPERTY_TYPE.string8,
  bytes: inCodePage(text, codePage),
});

/** The type and bytes of text in a store: UTF-16 in a Unicode store, a code page's bytes in an ANSI one. */
export function storedText(id: number, text: string, form: TextForm): StoredProperty {
  return { id, type: textType(form.format), bytes: textBytes(text, form) };
}

/** Multi-valued text ([MS-PST] §2.3.3.4.2). */
export function storedTexts(id: number, texts: readonly string[], form: TextForm): StoredProperty {
  return { id, type: 0x1000 | textType(form.format), bytes: manyValues(texts.map((text) => textBytes(text, form))) };
}

/** Values of variable length: their count, where each starts, and the values. */
export function manyValues(values: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(4 + values.length * 4);
  head.writeUInt32LE(values.length, 0);
  let at = head.length;
  for (const [index, value] of values.entries()) {
    head.writeUInt32LE(at, 4 + index * 4);
    at += value.length;
  }
  return Buffer.concat([head, ...values]);
}

/** The type that a format has its text in: Unicode, or 8-bit in an ANSI store. */
export const textType = (format: PstFormat): number =>
  format === 'unicode' ? PROPERTY_TYPE.unicode : PROPERTY_TYPE.string8;

function textBytes(text: string, { format, codePage }: TextForm): Buffer {
  return format === 'unicode' ? Buffer.from(text, 'utf16le') : inCodePage(text, codePage);
}

/** @param codePage a Windows code page; 65001 is UTF-8 */
export function inCodePage(text: string, codePage: number): Buffer {
  return codePage === 65001 ? Buffer.from(text, 'utf8') : iconv.encode(text, `cp${codePage}`);
}

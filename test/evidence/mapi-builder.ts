import type { AttachmentContent, MapiObject } from '../../src/evidence/mapi/mapi-object.ts';
import type { MapiProperties, MapiProperty, PropertyName } from '../../src/evidence/mapi/property.ts';
import type { Shortfall } from '../../src/evidence/shortfall.ts';

/** A property's value in the terms of a fixture: text is Unicode unless `string8`, numbers are 32 bits, dates are times. */
export type Value =
  | string
  | number
  | boolean
  | Date
  | Uint8Array
  | readonly string[]
  | { readonly string8: string | Uint8Array }
  | { readonly type: number; readonly values: readonly Uint8Array[] }
  | { readonly lost: Shortfall; readonly type: number };

/** Properties by id. */
export type Values = Readonly<Record<number, Value>>;

/** A MAPI object in plain data. */
export interface ObjectFixture {
  readonly properties?: Values;
  /** Named properties as `GUID/name` or `GUID/0x8233`, the set's GUID in lower case. */
  readonly named?: Readonly<Record<string, Value>>;
  readonly recipients?: readonly Values[];
  readonly attachments?: readonly { readonly properties?: Values; readonly content: ContentFixture }[];
  readonly shortfalls?: readonly Shortfall[];
}

type ContentFixture = Uint8Array | ObjectFixture | { readonly target: string } | { readonly shortfall: Shortfall };

const FIRST_NAMED = 0x8000;

/** Makes the object that a container would deliver. */
export function mapiObject(fixture: ObjectFixture): MapiObject {
  const { properties = {}, named = {}, recipients = [], attachments = [], shortfalls = [] } = fixture;
  const names = Object.entries(named).map(([name, value], index) => ({
    ...nameOf(name),
    id: FIRST_NAMED + index,
    value,
  }));
  return {
    properties: new Map([
      ...mapiProperties(properties),
      ...names.map(({ id, value }) => [id, mapiProperty(id, value)] as const),
    ]),
    idOf: ({ set, name }) => names.find((one) => one.set === set && one.name === name)?.id ?? null,
    nameOf: (id) => names.find((one) => one.id === id) ?? null,
    recipients: recipients.map(mapiProperties),
    attachments: attachments.map(({ properties: own = {}, content }) => ({
      properties: mapiProperties(own),
      open: () => attachmentContent(content),
    })),
    shortfalls,
  };
}

/** The properties of one recipient or attachment. */
export function mapiProperties(values: Values): MapiProperties {
  return new Map(Object.entries(values).map(([id, value]) => [Number(id), mapiProperty(Number(id), value)]));
}

function nameOf(text: string): PropertyName {
  const [set = '', name = ''] = text.split(/\/(.*)/s);
  return { set, name: name.startsWith('0x') ? Number(name) : name };
}

function attachmentContent(content: ContentFixture): AttachmentContent {
  if (content instanceof Uint8Array) return { state: 'bytes', size: content.length, bytes: () => content };
  if ('target' in content) return { state: 'reference', target: content.target };
  if ('shortfall' in content) return { state: 'unread', shortfall: content.shortfall };
  return { state: 'message', message: mapiObject(content) };
}

function mapiProperty(id: number, value: Value): MapiProperty {
  if (typeof value === 'object' && 'lost' in value) return { id, type: value.type, size: -1, values: () => value.lost };
  const { type, values } = encoded(value);
  return { id, type, size: values.reduce((sum, { length }) => sum + length, 0), values: () => values };
}

function encoded(value: Exclude<Value, { lost: Shortfall }>): { type: number; values: readonly Uint8Array[] } {
  if (typeof value === 'string') return { type: 0x1f, values: [Buffer.from(value, 'utf16le')] };
  if (typeof value === 'number') return { type: 0x03, values: [int32(value)] };
  if (typeof value === 'boolean') return { type: 0x0b, values: [Buffer.from([value ? 1 : 0, 0])] };
  if (value instanceof Date) return { type: 0x40, values: [filetime(value)] };
  if (value instanceof Uint8Array) return { type: 0x102, values: [value] };
  if (Array.isArray(value)) return { type: 0x1f, values: value.map((text: string) => Buffer.from(text, 'utf16le')) };
  if ('string8' in value) {
    const { string8 } = value;
    return { type: 0x1e, values: [typeof string8 === 'string' ? Buffer.from(string8, 'latin1') : string8] };
  }
  return value as { type: number; values: readonly Uint8Array[] };
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

/** A FILETIME ([MS-DTYP] §2.3.3). */
export function filetime(date: Date): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE((BigInt(date.getTime()) + 11_644_473_600_000n) * 10_000n);
  return bytes;
}

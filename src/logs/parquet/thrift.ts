import { ByteSink } from './byte-sink.ts';

/** A value of Thrift's compact protocol (thrift/doc/specs/thrift-compact-protocol.md), as far as Parquet's metadata uses it. */
export type ThriftValue =
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'i8' | 'i32' | 'i64'; readonly value: number }
  | { readonly type: 'binary'; readonly value: Uint8Array }
  | { readonly type: 'list'; readonly of: ThriftValue['type']; readonly values: readonly ThriftValue[] }
  | { readonly type: 'struct'; readonly fields: ThriftFields };

/** A struct's fields by their ids, ascending; what is undefined is left out. */
export type ThriftFields = Readonly<Record<number, ThriftValue | undefined>>;

const NUMBER_OF = { boolean: 1, i8: 3, i32: 5, i64: 6, binary: 8, list: 9, struct: 12 } as const;
const FALSE = 2;
const MOST_IN_SHORT_LIST = 14;

export const i32 = (value: number): ThriftValue => ({ type: 'i32', value });
export const i64 = (value: number): ThriftValue => ({ type: 'i64', value });
export const flag = (value: boolean): ThriftValue => ({ type: 'boolean', value });
export const text = (value: string): ThriftValue => ({ type: 'binary', value: Buffer.from(value, 'utf8') });
export const struct = (fields: ThriftFields): ThriftValue => ({ type: 'struct', fields });
export const list = (of: ThriftValue['type'], values: readonly ThriftValue[]): ThriftValue => ({
  type: 'list',
  of,
  values,
});

/** The bytes of a struct. */
export function thriftBytes(fields: ThriftFields): Buffer {
  const sink = new ByteSink();
  writeStruct(sink, fields);
  return Buffer.from(sink.view());
}

function writeStruct(sink: ByteSink, fields: ThriftFields): void {
  let before = 0;
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const id = Number(key);
    sink.byte(((id - before) << 4) | fieldType(value));
    before = id;
    if (value.type !== 'boolean') writeValue(sink, value);
  }
  sink.byte(0);
}

/** A field's type says a boolean's value as well. */
function fieldType(value: ThriftValue): number {
  return value.type === 'boolean' && !value.value ? FALSE : NUMBER_OF[value.type];
}

function writeValue(sink: ByteSink, value: ThriftValue): void {
  switch (value.type) {
    case 'boolean':
    case 'i8':
      sink.byte(value.type === 'i8' ? value.value & 0xff : fieldType(value));
      break;
    case 'i32':
    case 'i64':
      sink.varint(value.value < 0 ? -2 * value.value - 1 : 2 * value.value);
      break;
    case 'binary':
      sink.varint(value.value.length);
      sink.bytes(value.value);
      break;
    case 'list':
      writeList(sink, value);
      break;
    case 'struct':
      writeStruct(sink, value.fields);
      break;
  }
}

function writeList(sink: ByteSink, { of, values }: Extract<ThriftValue, { type: 'list' }>): void {
  if (values.length <= MOST_IN_SHORT_LIST) sink.byte((values.length << 4) | NUMBER_OF[of]);
  else {
    sink.byte(0xf0 | NUMBER_OF[of]);
    sink.varint(values.length);
  }
  for (const value of values) writeValue(sink, value);
}

import { flag, i32, list, struct, type ThriftValue, text } from './thrift.ts';

/** A column of a Parquet file by the name of its type in DuckDB. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: 'VARCHAR' | 'TIMESTAMP' | 'BIGINT' | 'INTEGER' | 'BOOLEAN' | 'VARCHAR[]';
}

/** Numbers of parquet-format's parquet.thrift. */
export const PHYSICAL = { VARCHAR: 6, 'VARCHAR[]': 6, TIMESTAMP: 2, BIGINT: 2, INTEGER: 1, BOOLEAN: 0 } as const;
export const ENCODING = { plain: 0, levels: 3, dictionary: 8 } as const;
export const CODEC = { none: 0, zstd: 6 } as const;

const OPTIONAL = 1;
const REPEATED = 2;

type Annotation = { readonly converted: number; readonly logical: ThriftValue };

const wholeNumber = (bits: number, converted: number): Annotation => ({
  converted,
  logical: struct({ 10: struct({ 1: { type: 'i8', value: bits }, 2: flag(true) }) }),
});

const ANNOTATION: Readonly<Record<ParquetColumn['type'], Annotation | null>> = {
  VARCHAR: { converted: 0, logical: struct({ 1: struct({}) }) },
  'VARCHAR[]': { converted: 3, logical: struct({ 3: struct({}) }) },
  TIMESTAMP: { converted: 10, logical: struct({ 8: struct({ 1: flag(false), 2: struct({ 2: struct({}) }) }) }) },
  BIGINT: wholeNumber(64, 18),
  INTEGER: wholeNumber(32, 17),
  BOOLEAN: null,
};

/** The schema of a file: its root, then each column; a list is a group of three levels. Every value may be null. */
export function schemaOf(columns: readonly ParquetColumn[]): ThriftValue {
  const root = struct({ 4: text('events'), 5: i32(columns.length) });
  return list('struct', [root, ...columns.flatMap(elementsOf)]);
}

function elementsOf({ name, type }: ParquetColumn): readonly ThriftValue[] {
  const annotation = ANNOTATION[type];
  if (type !== 'VARCHAR[]') return [leaf(name, type, annotation)];
  return [
    struct({ 3: i32(OPTIONAL), 4: text(name), 5: i32(1), 6: i32(annotation?.converted ?? 0), 10: annotation?.logical }),
    struct({ 3: i32(REPEATED), 4: text('list'), 5: i32(1) }),
    leaf('element', 'VARCHAR', ANNOTATION.VARCHAR),
  ];
}

function leaf(name: string, type: ParquetColumn['type'], annotation: Annotation | null): ThriftValue {
  const converted = annotation === null ? undefined : i32(annotation.converted);
  return struct({ 1: i32(PHYSICAL[type]), 3: i32(OPTIONAL), 4: text(name), 6: converted, 10: annotation?.logical });
}

/** The path of a column's values in the schema. */
export function pathOf({ name, type }: ParquetColumn): readonly string[] {
  return type === 'VARCHAR[]' ? [name, 'list', 'element'] : [name];
}

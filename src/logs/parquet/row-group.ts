import { ByteSink } from './byte-sink.ts';
import { type ColumnBuilder, columnBuilder } from './column-builder.ts';
import { type ChunkFacts, encodeChunk } from './column-chunk.ts';
import { ENCODING, type ParquetColumn, PHYSICAL, pathOf } from './parquet-type.ts';
import { i32, i64, list, struct, type ThriftValue, text } from './thrift.ts';

/** The rows of one row group, encoded, wherever in a file they come to stand. */
export interface RowGroup {
  readonly rows: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** One for each column. */
  readonly chunks: readonly ChunkFacts[];
}

/** Takes rows one by one and encodes them by column. */
export class RowGroupBuilder {
  readonly #names: readonly string[];
  readonly #builders: readonly ColumnBuilder[];
  #rows = 0;

  constructor(columns: readonly ParquetColumn[]) {
    this.#names = columns.map(({ name }) => name);
    this.#builders = columns.map(({ type }) => columnBuilder(type));
  }

  get rows(): number {
    return this.#rows;
  }

  /** @param row values by the columns' names; TIMESTAMP as an Instant. */
  add(row: Readonly<Record<string, unknown>>): void {
    const names = this.#names;
    const builders = this.#builders;
    for (let index = 0; index < names.length; index++) {
      const value = row[names[index] ?? ''];
      if (value !== null && value !== undefined) builders[index]?.add(value, this.#rows);
    }
    this.#rows++;
  }

  encode(): RowGroup {
    const sink = new ByteSink();
    const chunks = this.#builders.map((builder) => encodeChunk(sink, builder, this.#rows));
    return { rows: this.#rows, bytes: new Uint8Array(sink.view()), chunks };
  }
}

/** What the footer says of a row group whose first byte stands at `start`. */
export function rowGroupEntry(
  columns: readonly ParquetColumn[],
  group: Omit<RowGroup, 'bytes'>,
  start: number,
): ThriftValue {
  let at = start;
  const entries = columns.flatMap((column, index) => {
    const chunk = group.chunks[index];
    if (chunk === undefined) return [];
    const entry = chunkEntry(column, chunk, at);
    at += chunk.bytes;
    return [entry];
  });
  const plainBytes = group.chunks.reduce((sum, chunk) => sum + chunk.plainBytes, 0);
  return struct({
    1: list('struct', entries),
    2: i64(plainBytes),
    3: i64(group.rows),
    5: i64(start),
    6: i64(at - start),
  });
}

function chunkEntry(column: ParquetColumn, chunk: ChunkFacts, start: number): ThriftValue {
  const encodings = [...new Set([ENCODING.plain, ENCODING.levels, chunk.encoding])].map(i32);
  const [least, greatest] = chunk.range ?? [];
  const facts = struct({
    1: i32(PHYSICAL[column.type]),
    2: list('i32', encodings),
    3: list('binary', pathOf(column).map(text)),
    4: i32(chunk.codec),
    5: i64(chunk.values),
    6: i64(chunk.plainBytes),
    7: i64(chunk.bytes),
    9: i64(start + chunk.dictionaryBytes),
    11: chunk.dictionaryBytes > 0 ? i64(start) : undefined,
    12: struct({ 3: i64(chunk.nulls), 5: binary(greatest), 6: binary(least) }),
  });
  return struct({ 2: i64(start), 3: facts });
}

function binary(value: Uint8Array | undefined): ThriftValue | undefined {
  return value === undefined ? undefined : { type: 'binary', value };
}

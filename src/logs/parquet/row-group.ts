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

type Values = Readonly<Record<string, unknown>>;

/** What every row of a row group has in common, and what of it stands apart. */
export interface RowForm {
  /** By the columns' names: what stands in every row. */
  readonly constants: Values;
  /** Columns whose values are not among a row's facts but beside them. */
  readonly beside: readonly string[];
}

const PLAIN_ROWS: RowForm = { constants: {}, beside: [] };

/** Takes rows one by one and encodes them by column. */
export class RowGroupBuilder {
  readonly #names: readonly string[];
  readonly #constants: Values;
  readonly #ofFacts: readonly number[];
  readonly #beside: readonly number[];
  readonly #builders: readonly ColumnBuilder[];
  #rows = 0;

  constructor(columns: readonly ParquetColumn[], { constants, beside }: RowForm = PLAIN_ROWS) {
    const names = columns.map(({ name }) => name);
    const numbers = [...names.keys()];
    this.#names = names;
    this.#constants = constants;
    this.#beside = numbers.filter((index) => beside.includes(names[index] ?? ''));
    this.#ofFacts = numbers.filter(
      (index) => !this.#beside.includes(index) && !Object.hasOwn(constants, names[index] ?? ''),
    );
    this.#builders = columns.map(({ type }) => columnBuilder(type));
  }

  get rows(): number {
    return this.#rows;
  }

  /** Takes a row: values by the columns' names, TIMESTAMP as an Instant. */
  add(facts: object, beside: object = facts): void {
    this.#take(facts as Values, this.#ofFacts);
    this.#take(beside as Values, this.#beside);
    this.#rows++;
  }

  encode(): RowGroup {
    this.#fillConstants();
    const sink = new ByteSink();
    const chunks = this.#builders.map((builder) => encodeChunk(sink, builder, this.#rows));
    return { rows: this.#rows, bytes: new Uint8Array(sink.view()), chunks };
  }

  #take(values: Values, columns: readonly number[]): void {
    for (let at = 0; at < columns.length; at++) {
      const index = columns[at] ?? 0;
      const value = values[this.#names[index] ?? ''];
      if (value !== null && value !== undefined) this.#builders[index]?.add(value, this.#rows);
    }
  }

  #fillConstants(): void {
    for (const [index, name] of this.#names.entries()) {
      const value = this.#constants[name] ?? null;
      for (let row = 0; value !== null && row < this.#rows; row++) this.#builders[index]?.add(value, row);
    }
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

import { closeSync, openSync, writeSync } from 'node:fs';
import { ByteSink } from './byte-sink.ts';
import { type ParquetColumn, schemaOf } from './parquet-type.ts';
import { type RowGroup, rowGroupEntry } from './row-group.ts';
import { i32, i64, list, type ThriftValue, text, thriftBytes } from './thrift.ts';

const MAGIC = Buffer.from('PAR1', 'latin1');
const VERSION = 1;
const WRITER = 'postbreach';

/** A Parquet file that row groups are appended to; a reader finds it whole only after {@link ParquetFile.end}. No file stays open between. */
export class ParquetFile {
  readonly path: string;
  readonly #columns: readonly ParquetColumn[];
  readonly #groups: ThriftValue[] = [];
  #rows = 0;
  #length = 0;

  constructor(path: string, columns: readonly ParquetColumn[]) {
    this.path = path;
    this.#columns = columns;
    this.#write(MAGIC, 'wx');
  }

  get rows(): number {
    return this.#rows;
  }

  get groups(): number {
    return this.#groups.length;
  }

  append(group: RowGroup): void {
    this.#groups.push(rowGroupEntry(this.#columns, group, this.#length));
    this.#rows += group.rows;
    this.#write(group.bytes, 'a');
  }

  /** Writes the footer. */
  end(): void {
    const footer = thriftBytes({
      1: i32(VERSION),
      2: schemaOf(this.#columns),
      3: i64(this.#rows),
      4: list('struct', this.#groups),
      6: text(WRITER),
    });
    const tail = new ByteSink();
    tail.bytes(footer);
    tail.uint32(footer.length);
    tail.bytes(MAGIC);
    this.#write(tail.view(), 'a');
  }

  #write(bytes: Uint8Array, flags: 'wx' | 'a'): void {
    const file = openSync(this.path, flags, 0o600);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at);
      this.#length += bytes.length;
    } finally {
      closeSync(file);
    }
  }
}

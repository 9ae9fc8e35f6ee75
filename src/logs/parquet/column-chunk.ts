import { constants, zstdCompressSync } from 'node:zlib';
import { ByteSink } from './byte-sink.ts';
import type { ColumnBuilder, ColumnLevels } from './column-builder.ts';
import { bitsFor, writeRun } from './level-run.ts';
import { CODEC, ENCODING } from './parquet-type.ts';
import { i32, struct, type ThriftFields, thriftBytes } from './thrift.ts';

/** What a file's footer says of a column chunk; every place is counted from the chunk's first byte. */
export interface ChunkFacts {
  readonly values: number;
  readonly nulls: number;
  readonly codec: number;
  readonly encoding: number;
  /** Bytes of the dictionary page, its header included; 0 where there is none. */
  readonly dictionaryBytes: number;
  readonly bytes: number;
  readonly plainBytes: number;
  readonly range: readonly [Uint8Array, Uint8Array] | null;
}

/** Below this a page is not worth compressing. */
const LEAST_COMPRESSED = 128;
const COMPRESSION = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const DATA_PAGE = 0;
const DICTIONARY_PAGE = 2;

/** Memory for the page in work: one chunk is encoded at a time. */
const page = new ByteSink();
const levels = new ByteSink();

/**
 * Encodes one column of a row group: a dictionary page where it pays, and one data page (parquet-format, version 1 pages).
 * @param into takes the bytes.
 * @param rows of the row group.
 */
export function encodeChunk(into: ByteSink, builder: ColumnBuilder, rows: number): ChunkFacts {
  const places = builder.levels(rows);
  const { encoding, bytes, dictionary, range } = builder.values.written();
  page.clear();
  writeLevels(places);
  page.bytes(bytes);
  const values = places.defined.length;
  const words = dictionary?.bytes ?? NOTHING;
  const codec = page.length + words.length < LEAST_COMPRESSED ? CODEC.none : CODEC.zstd;
  const start = into.length;
  const dictionaryHeader = { 7: struct({ 1: i32(dictionary?.count ?? 0), 2: i32(ENCODING.plain) }) };
  let plainBytes = dictionary === null ? 0 : writePage(into, codec, DICTIONARY_PAGE, words, dictionaryHeader);
  const dictionaryBytes = into.length - start;
  const dataHeader = { 1: i32(values), 2: i32(encoding), 3: i32(ENCODING.levels), 4: i32(ENCODING.levels) };
  plainBytes += writePage(into, codec, DATA_PAGE, page.view(), { 5: struct(dataHeader) });
  const total = into.length - start;
  return { values, nulls: places.nulls, codec, encoding, dictionaryBytes, bytes: total, plainBytes, range };
}

const NOTHING = new Uint8Array();

function writeLevels({ defined, most, repeated }: ColumnLevels): void {
  if (repeated !== null) writeLevel(repeated, 1);
  writeLevel(defined, most);
}

function writeLevel(numbers: Uint8Array, most: number): void {
  levels.clear();
  writeRun(levels, numbers, numbers.length, bitsFor(most));
  page.uint32(levels.length);
  page.bytes(levels.view());
}

/** @returns the page's bytes before compression, its header included. */
function writePage(into: ByteSink, codec: number, type: number, body: Uint8Array, more: ThriftFields): number {
  const stored = codec === CODEC.zstd ? zstdCompressSync(body, COMPRESSION) : body;
  const header = thriftBytes({ 1: i32(type), 2: i32(body.length), 3: i32(stored.length), ...more });
  into.bytes(header);
  into.bytes(stored);
  return header.length + body.length;
}

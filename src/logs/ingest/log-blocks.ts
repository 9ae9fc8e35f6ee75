import type { RecordPiece, RecordSplitter } from '../../core/index.ts';
import type { BytesEnd } from './bytes-end.ts';

/** Records after which a block is full, and bytes. */
const BLOCK_ROWS = 20_000;
const BLOCK_BYTES = 32 * 1024 * 1024;

/** Records of a log that are read at once, and how far into the log they reach. */
export interface CutBlock {
  readonly pieces: readonly RecordPiece[];
  /** Bytes of the log up to here. */
  readonly bytes: number;
}

/** How a log's bytes ended, and whether its list of records did. */
export type LogEnd = { readonly bytesEnd: BytesEnd; readonly closed: boolean; readonly bytes: number };

/**
 * Cuts a log into blocks of records: the same blocks in every run.
 * @param blockRows records of a block.
 */
export async function* logBlocks(
  chunks: AsyncGenerator<Buffer, BytesEnd>,
  splitter: RecordSplitter,
  blockRows: number = BLOCK_ROWS,
): AsyncGenerator<CutBlock, LogEnd> {
  let waiting: RecordPiece[] = [];
  let [since, bytes] = [0, 0];
  let chunk = await chunks.next();
  for (; chunk.done !== true; chunk = await chunks.next()) {
    for (const piece of splitter.push(chunk.value)) waiting.push(piece);
    bytes += chunk.value.length;
    for (; waiting.length >= blockRows || (bytes - since >= BLOCK_BYTES && waiting.length > 0); since = bytes) {
      yield { pieces: waiting.slice(0, blockRows), bytes };
      waiting = waiting.slice(blockRows);
    }
  }
  for (const piece of splitter.end()) waiting.push(piece);
  for (let from = 0; from < waiting.length; from += blockRows) {
    yield { pieces: waiting.slice(from, from + blockRows), bytes };
  }
  return { bytesEnd: chunk.value, closed: splitter.closed(), bytes };
}

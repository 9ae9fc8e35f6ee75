import type { RecordPiece } from '../../core/index.ts';
import type { ReadLog } from './block-reader.ts';
import { blockPieces, type RecordBlock } from './record-block.ts';

/** How a thread of its own comes to mask known secrets: a module that exports `maskOf`, and what to give to it. */
export interface MaskModule {
  /** Its URL. `maskOf(data)` gives a function from text to masked text. */
  readonly module: string;
  /** What `structuredClone` can copy. */
  readonly data: unknown;
}

export type Mask = (text: string) => string;

/** The mask that a module makes. */
export async function maskOf({ module, data }: MaskModule): Promise<Mask> {
  const loaded = (await import(module)) as { readonly maskOf: (data: unknown) => Mask };
  return loaded.maskOf(data);
}

/** What a thread is told to read. */
export interface BlockOrder {
  readonly log: ReadLog;
  /** The CSV header's record, which every reader needs; null where there is none. */
  readonly header: Uint8Array<ArrayBuffer> | null;
  readonly block: RecordBlock;
}

/** The header, where there is one, and the records of an order. */
export function* orderedPieces({ header, block }: BlockOrder): Generator<RecordPiece> {
  if (header !== null && block.firstRow >= 0)
    yield { row: -1, start: 0, end: header.length, bytes: Buffer.from(header), damage: null };
  yield* blockPieces(block);
}

import type { Shortfall } from '../shortfall.ts';
import type { ByteInput } from './byte-input.ts';
import type { ByteWindow } from './byte-window.ts';
import { type InflatedPiece, inflatePieces } from './inflate-pieces.ts';
import type { StreamFormat } from './inflater.ts';

/** Decompressed bytes that end where the compressed ones are damaged. */
export interface InflateInput extends ByteInput {
  /** Set once the end was reached; null where the data was whole. */
  readonly damage: () => Shortfall | null;
  /** Compressed bytes of which what was read so far came; it does not depend on how far decompressing has run ahead. */
  readonly taken: () => number;
}

/**
 * Decompresses as it is read; where the compressed bytes are at hand, the next piece while the one before is being worked on.
 * @param again The same compressed bytes from the first one on; null where they come but once, and may be waited for.
 * @param limit Most bytes that are read of so many compressed ones.
 */
export function inflateInput(
  format: StreamFormat,
  compressed: ByteWindow,
  again: (() => ByteWindow) | null,
  limit: (compressedBytes: number) => number,
): InflateInput {
  const pieces = inflatePieces(format, compressed, again, limit);
  let next: Promise<IteratorResult<InflatedPiece, Shortfall | null>> | null = null;
  let chunks: Buffer[] = [];
  let taken = 0;
  let damage: Shortfall | null = null;
  let isOver = false;

  const turn = async () => {
    const piece = await (next ?? pieces.next());
    next = null;
    if (piece.done === true) {
      damage = piece.value;
      isOver = true;
      return;
    }
    chunks = piece.value.chunks.filter(({ length }) => length > 0);
    taken = piece.value.end;
    if (again !== null) next = pieces.next();
  };

  return {
    read: async (into) => {
      while (chunks.length === 0 && !isOver) await turn();
      return takeFrom(chunks, into);
    },
    close: async () => {
      await pieces.return(null);
    },
    damage: () => damage,
    taken: () => taken,
  };
}

/** Moves bytes from the first chunk into `into`; their count. */
function takeFrom(chunks: Buffer[], into: Buffer): number {
  const first = chunks[0];
  if (first === undefined) return 0;
  const count = first.copy(into);
  if (count === first.length) chunks.shift();
  else chunks[0] = first.subarray(count);
  return count;
}

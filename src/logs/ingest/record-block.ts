import type { RecordPiece } from '../../core/index.ts';

/** Records of a log one after the other, in one piece of memory that can be handed to another thread. */
export interface RecordBlock {
  /** Row of the first; the others follow it one by one. */
  readonly firstRow: number;
  /** The bytes of the whole records, without anything between them. */
  readonly bytes: ArrayBuffer;
  /** For each record its first byte in the log and the byte after its last. */
  readonly places: Float64Array<ArrayBuffer>;
  /** For each record 0, or why it has no bytes: an index into {@link DAMAGES}. */
  readonly damages: Uint8Array<ArrayBuffer>;
}

const DAMAGES = [null, 'truncated', 'malformed', 'too-long'] as const;

/** @param pieces at least one, in the order of their rows. */
export function packBlock(pieces: readonly RecordPiece[]): RecordBlock {
  const length = pieces.reduce((sum, piece) => sum + (piece.bytes?.length ?? 0), 0);
  const bytes = new Uint8Array(new ArrayBuffer(length));
  const places = new Float64Array(2 * pieces.length);
  const damages = new Uint8Array(pieces.length);
  let at = 0;
  let index = 0;
  for (const piece of pieces) {
    places[2 * index] = piece.start;
    places[2 * index + 1] = piece.end;
    if (piece.damage !== null) damages[index] = DAMAGES.indexOf(piece.damage);
    index++;
    if (piece.bytes === null) continue;
    bytes.set(piece.bytes, at);
    at += piece.bytes.length;
  }
  return { firstRow: pieces[0]?.row ?? 0, bytes: bytes.buffer, places, damages };
}

/** The records of a block, one by one. */
export function* blockPieces({ firstRow, bytes, places, damages }: RecordBlock): Generator<RecordPiece> {
  let at = 0;
  for (let index = 0; index < damages.length; index++) {
    const [row, start, end] = [firstRow + index, places[2 * index] ?? 0, places[2 * index + 1] ?? 0];
    const damage = DAMAGES[damages[index] ?? 0] ?? null;
    if (damage !== null) yield { row, start, end, bytes: null, damage };
    else yield { row, start, end, bytes: Buffer.from(bytes, at, end - start), damage };
    if (damage === null) at += end - start;
  }
}

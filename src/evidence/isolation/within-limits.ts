import type { Piece, PieceLimits } from '../documents/document-reader.ts';
import type { Shortfall } from '../shortfall.ts';

/** Pieces beyond those that are members: the part's own text, and what is said about what was not read. */
const FURTHER_PIECES = 64;

/**
 * Pieces, as long as they keep to the limits of their order; then one that says that there was more. Readers keep to them by themselves; one that does
 * not, by a fault or since it was taken over, ends here. Of what is unread, as many may be named as are read.
 */
export async function* withinLimits(pieces: AsyncIterable<Piece>, limits: PieceLimits): AsyncGenerator<Piece> {
  let piecesLeft = 2 * limits.members + FURTHER_PIECES;
  let bytesLeft = limits.pieceBytes + limits.memberBytes;
  for await (const piece of pieces) {
    piecesLeft -= 1;
    bytesLeft -= bytesOf(piece);
    if (piecesLeft < 0 || bytesLeft < 0) return yield { type: 'unread', name: null, shortfall: TOO_MUCH };
    yield piece;
  }
}

/** Says that a reader found more than one part may hold. */
export const TOO_MUCH: Shortfall = {
  reason: 'over-budget',
  detail: 'There is more in this than one part may hold; what came before stands. Open it by hand.',
};

/** Bytes of a piece's text or file. */
export function bytesOf(piece: Piece): number {
  switch (piece.type) {
    case 'text':
      return piece.text.utf8.length;
    case 'member':
      return piece.bytes.length;
    case 'unread':
      return 0;
  }
}

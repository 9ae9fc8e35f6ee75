import { createHash } from 'node:crypto';
import type { Parsers, Piece, PieceLimits, ReadOrder } from '../documents/document-reader.ts';
import { BROUGHT_DOWN } from '../documents/readers.ts';
import { NOT_STARTED } from './parser.ts';
import { bytesOf } from './within-limits.ts';

/** Largest part whose pieces are remembered, and most that its pieces may come to. */
const PART_BYTES = 1024 * 1024;
const PIECES_BYTES = 256 * 1024;
/** All that is remembered. */
const ALL_BYTES = 16 * 1024 * 1024;
/** What a mark or a name of a piece is reckoned at. */
const MARK_BYTES = 64;

/** Pieces, and what they weigh. */
export interface Remembered {
  readonly pieces: readonly Piece[];
  readonly bytes: number;
}

/**
 * Parsers that remember what small parts came to: the same letterhead or contract comes with every message of a thread. It is remembered in memory alone, by
 * the hash of all a reader is told; never for what is locked or was tried with passwords, nor for what hit a limit or brought its reader down.
 */
export class RememberingParsers implements Parsers {
  readonly #parsers: Parsers;
  readonly #remembered = new Map<string, Remembered>();
  #bytes = 0;

  constructor(parsers: Parsers) {
    this.#parsers = parsers;
  }

  async *read(order: ReadOrder): AsyncGenerator<Piece> {
    if (order.passwords.length > 0 || order.bytes.length > PART_BYTES) return yield* this.#parsers.read(order);
    const name = nameOf(order);
    const known = this.#remembered.get(name);
    if (known !== undefined && isFarBelow(known, order.limits)) return yield* known.pieces;
    let bytes = 0;
    const pieces: Piece[] = [];
    for await (const piece of this.#parsers.read(order)) {
      bytes += weightOf(piece);
      if (bytes <= PIECES_BYTES) pieces.push(piece);
      yield piece;
    }
    if (bytes <= PIECES_BYTES && pieces.every(isLasting)) this.#keep(name, { pieces: pieces.map(copied), bytes });
  }

  #keep(name: string, found: Remembered): void {
    this.#forget(name);
    this.#remembered.set(name, found);
    this.#bytes += found.bytes;
    for (const oldest of this.#remembered.keys()) {
      if (this.#bytes <= ALL_BYTES) return;
      this.#forget(oldest);
    }
  }

  #forget(name: string): void {
    this.#bytes -= this.#remembered.get(name)?.bytes ?? 0;
    this.#remembered.delete(name);
  }
}

/** All that a reader is told but the limits, which matter only where they are near. */
function nameOf({ reader, mediaType, fileName, ocr, limits, bytes }: ReadOrder): string {
  const told = JSON.stringify([
    reader,
    mediaType,
    fileName,
    ocr,
    limits.expansionRatio,
    limits.pieceBytes,
    bytes.length,
  ]);
  return createHash('sha256').update(told).update(bytes).digest('base64');
}

/** Whether limits are so far away that what pieces come to does not depend on them. */
export function isFarBelow({ pieces, bytes }: Remembered, { members, memberBytes }: PieceLimits): boolean {
  return 2 * pieces.length <= members && 2 * bytes <= memberBytes;
}

function isLasting(piece: Piece): boolean {
  const shortfall = piece.type === 'text' ? null : piece.shortfall;
  if (shortfall === null) return true;
  if (shortfall.reason === 'encrypted' || shortfall.reason === 'over-budget') return false;
  return shortfall.detail !== BROUGHT_DOWN.detail && shortfall.detail !== NOT_STARTED.detail;
}

/** Bytes a piece is reckoned at in memory. */
export function weightOf(piece: Piece): number {
  const marks = piece.type === 'text' ? piece.text.hidden.length + piece.text.landmarks.length : 0;
  return bytesOf(piece) + MARK_BYTES * (1 + marks) + (piece.name?.length ?? 0);
}

/** Cut loose from the stretch of the child's answer in which it stands. */
function copied(piece: Piece): Piece {
  switch (piece.type) {
    case 'text':
      return { ...piece, text: { ...piece.text, utf8: Buffer.from(piece.text.utf8) } };
    case 'member':
      return { ...piece, bytes: Buffer.from(piece.bytes) };
    case 'unread':
      return piece;
  }
}

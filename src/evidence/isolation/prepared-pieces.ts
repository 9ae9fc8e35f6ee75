import type { Parsers, Piece, PieceLimits, ReadOrder } from '../documents/document-reader.ts';
import { isFarBelow, type Remembered, weightOf } from './remembered-pieces.ts';

/** Most that the pieces of one order may come to ahead of its turn, and most parts under way or waiting for theirs. */
const PIECES_BYTES = 8 * 1024 * 1024;
const PREPARED = 6;

interface Prepared {
  readonly order: ReadOrder;
  /** Null where there was too much for now. */
  readonly found: Promise<Remembered | null>;
}

/** Parsers that read ahead what they are told will come. */
export class PreparingParsers implements Parsers {
  readonly #parsers: Parsers;
  /** By the very bytes, so that what never has its turn is forgotten with them. */
  readonly #prepared = new WeakMap<Uint8Array, Prepared>();
  #count = 0;

  constructor(parsers: Parsers) {
    this.#parsers = parsers;
  }

  prepare(order: ReadOrder): void {
    if (this.#count >= PREPARED || order.passwords.length > 0 || this.#prepared.has(order.bytes)) return;
    this.#count += 1;
    const found = collected(this.#parsers.read(order)).finally(() => {
      this.#count -= 1;
    });
    this.#prepared.set(order.bytes, { order, found });
  }

  async *read(order: ReadOrder): AsyncGenerator<Piece> {
    const prepared = this.#prepared.get(order.bytes);
    this.#prepared.delete(order.bytes);
    if (prepared !== undefined && isSameButLimits(prepared.order, order)) {
      const found = await prepared.found;
      if (found !== null && isWithin(found, prepared.order.limits, order.limits)) return yield* found.pieces;
    }
    yield* this.#parsers.read(order);
  }
}

async function collected(answer: AsyncIterable<Piece>): Promise<Remembered | null> {
  let pieces: Piece[] = [];
  let bytes = 0;
  try {
    // Too much is heard to its end nevertheless: a child that is broken off is lost, and a new one starts cold.
    for await (const piece of answer) {
      bytes += weightOf(piece);
      if (bytes <= PIECES_BYTES) pieces.push(piece);
      else pieces = [];
    }
    return bytes <= PIECES_BYTES ? { pieces, bytes } : null;
  } catch {
    // Whatever it was comes again in its turn.
    return null;
  }
}

function isSameButLimits(one: ReadOrder, other: ReadOrder): boolean {
  const names = ['reader', 'mediaType', 'fileName', 'ocr'] as const;
  return other.passwords.length === 0 && names.every((name) => one[name] === other[name]);
}

/** What was read under other limits is what would be read under these, where neither is near. */
function isWithin(found: Remembered, then: PieceLimits, now: PieceLimits): boolean {
  if (JSON.stringify(then) === JSON.stringify(now)) return true;
  if (then.expansionRatio !== now.expansionRatio || then.pieceBytes !== now.pieceBytes) return false;
  const hasHitOne = found.pieces.some((piece) => piece.type !== 'text' && piece.shortfall?.reason === 'over-budget');
  return !hasHitOne && isFarBelow(found, now);
}

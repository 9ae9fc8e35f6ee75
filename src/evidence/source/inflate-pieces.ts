import type { Shortfall } from '../shortfall.ts';
import type { ByteWindow } from './byte-window.ts';
import { inflateAtOnce, inflateDamage } from './inflate-at-once.ts';
import { type Inflated, Inflater, type StreamFormat } from './inflater.ts';

/** What a stretch of compressed bytes came to. */
export interface InflatedPiece {
  readonly chunks: readonly Buffer[];
  /** Compressed bytes up to the stretch's end, from the first one on. */
  readonly end: number;
}

type Pieces = AsyncGenerator<InflatedPiece, Shortfall | null>;

/** Streams of so many compressed bytes at most are decompressed at once. */
const AT_ONCE = 128 * 1024;
/** What a deflate stream makes of one compressed byte at most, about. */
const EXPANSION = 1030;
/** Compressed bytes at a time; a piece may come to 64 MiB, but not the one after it. */
const PIECE = 64 * 1024;
/** Of bytes that come but once a piece is searched through byte by byte, and is smaller. */
const SEARCHED_PIECE = 16 * 1024;
/** Of Zstandard, four bytes of which may come to 128 KiB: a piece comes to 32 MiB at most. */
const ZSTD_PIECE = 1024;
/** Compressed bytes at a time on the way to a fault, before the last step byte by byte. */
const FINE = 512;
/** What a piece should come to at most, by what the one before came to. */
const MADE = 1024 * 1024;
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Decompresses from where a window stands to the end, or to the damage, which is returned. zlib throws away what it has made of a piece when it meets
 * a fault in it; where that happens the stream is decompressed anew up to that piece, and then in small steps up to the fault itself. Of bytes that
 * cannot be had again a scout takes each piece first, at the same time as the reader takes the one before.
 * @param again The same compressed bytes from the first one on; null where they come but once.
 * @param limit Most bytes that are wanted of so many compressed ones: of more only the first are made.
 */
export async function* inflatePieces(
  format: StreamFormat,
  compressed: ByteWindow,
  again: (() => ByteWindow) | null,
  limit: (compressedBytes: number) => number,
): Pieces {
  if (format === 'zstd') return yield* behindScout(format, compressed, { first: FINE, most: ZSTD_PIECE });
  const held = await compressed.atLeast(AT_ONCE + 1);
  const short = held.length <= AT_ONCE ? inflateAtOnce(format, held, limit(held.length)) : null;
  if (short !== null) {
    yield { chunks: [short.bytes], end: held.length };
    return short.fault === null ? null : inflateDamage(format, short.fault);
  }
  const first = Math.max(FINE, Math.min(SEARCHED_PIECE, Math.floor(limit(held.length) / EXPANSION)));
  if (again !== null) return yield* ahead(format, compressed, first, again);
  return yield* behindScout(format, compressed, { first, most: SEARCHED_PIECE });
}

async function* ahead(format: StreamFormat, compressed: ByteWindow, first: number, again: () => ByteWindow): Pieces {
  const reader = new Inflater(format);
  try {
    for (let length = first; ; ) {
      const piece = (await compressed.atLeast(length)).subarray(0, length);
      if (piece.length === 0 || reader.ended) return yield* finish(format, reader, compressed.offset);
      const { chunks, fault } = await reader.feed(piece);
      if (fault !== null) {
        yield { chunks: await upToFault(format, again, compressed.offset, piece), end: compressed.offset };
        return inflateDamage(format, 'damaged');
      }
      compressed.advance(piece.length);
      yield { chunks, end: compressed.offset };
      length = Math.min(PIECE, nextLength(piece.length, chunks));
    }
  } finally {
    reader.close();
  }
}

/** @param sizes Compressed bytes of the first piece, and most of any. */
async function* behindScout(
  format: StreamFormat,
  compressed: ByteWindow,
  { first, most }: { readonly first: number; readonly most: number },
): Pieces {
  const scout = new Inflater(format);
  const reader = new Inflater(format);
  /** What the scout has passed and the reader has not. */
  let scouted = NOTHING;
  try {
    for (let length = first; ; ) {
      const piece = (await compressed.atLeast(length)).subarray(0, length);
      const [{ fault }, { chunks }] = await Promise.all([scout.feed(piece), reader.feed(scouted)]);
      yield { chunks, end: compressed.offset };
      if (fault !== null) {
        yield { chunks: await byteByByte(reader, piece), end: compressed.offset };
        return inflateDamage(format, 'damaged');
      }
      if (piece.length === 0 || reader.ended) return yield* finish(format, reader, compressed.offset);
      if (scouted.length > 0) length = Math.min(most, nextLength(scouted.length, chunks));
      scouted = piece;
      compressed.advance(piece.length);
    }
  } finally {
    scout.close();
    reader.close();
  }
}

/** The rest, and whether the stream was over. */
async function* finish(format: StreamFormat, reader: Inflater, end: number): Pieces {
  // Behind a frame only another may follow; what else stands there ends the stream without a word.
  if (format === 'zstd' && reader.ended) return inflateDamage(format, 'damaged');
  const { chunks, fault } = await reader.finish();
  yield { chunks, end };
  if (fault === null) return null;
  return inflateDamage(format, fault === 'Z_BUF_ERROR' ? 'cut' : 'damaged');
}

/** Compressed bytes to take next: fewer where they come to much, so that memory stays bounded. */
function nextLength(length: number, chunks: Inflated['chunks']): number {
  const made = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  return Math.min(2 * length, Math.max(FINE, Math.floor((length * MADE) / Math.max(1, made))));
}

/** What a piece that holds a fault comes to before it. @param start where the piece begins. */
async function upToFault(
  format: StreamFormat,
  again: () => ByteWindow,
  start: number,
  piece: Buffer,
): Promise<readonly Buffer[]> {
  const [scout, reader] = await Promise.all([
    inflatedUpTo(format, again(), start),
    inflatedUpTo(format, again(), start),
  ]);
  const made: Buffer[] = [];
  for (let at = 0; at < piece.length; at += FINE) {
    const stretch = piece.subarray(at, at + FINE);
    const { fault } = await scout.feed(stretch);
    made.push(...(fault === null ? (await reader.feed(stretch)).chunks : await byteByByte(reader, stretch)));
    if (fault !== null) break;
  }
  scout.close();
  reader.close();
  return made;
}

async function byteByByte(reader: Inflater, piece: Buffer): Promise<readonly Buffer[]> {
  const made: Buffer[] = [];
  for (let at = 0; at < piece.length; at += 1) {
    const { chunks, fault } = await reader.feed(piece.subarray(at, at + 1));
    made.push(...chunks);
    if (fault !== null) break;
  }
  return made;
}

/** A decompressor that has taken so many bytes, what they came to let go. */
async function inflatedUpTo(format: StreamFormat, compressed: ByteWindow, end: number): Promise<Inflater> {
  const inflater = new Inflater(format);
  while (compressed.offset < end) {
    const piece = (await compressed.atLeast(1)).subarray(0, Math.min(SEARCHED_PIECE, end - compressed.offset));
    if (piece.length === 0) break;
    await inflater.feed(piece);
    compressed.advance(piece.length);
  }
  return inflater;
}

import type { DeflateFormat } from '../text/inflate.ts';
import type { ByteInput } from './byte-input.ts';
import type { ByteWindow } from './byte-window.ts';
import type { Damage } from './damage.ts';
import { type Inflated, Inflater } from './inflater.ts';

/** Decompressed bytes that end where the compressed ones are damaged. */
export interface InflateInput extends ByteInput {
  /** Set once the end was reached; null where the data was whole. */
  readonly damage: () => Damage | null;
}

/** Compressed bytes at a time, few at first; a deflate stream makes at most about 1,030 bytes of one, which bounds the memory. */
const FIRST_PIECE = 512;
const PIECE = 16 * 1024;
const NOTHING: Buffer = Buffer.alloc(0);

const NAMES: Readonly<Record<DeflateFormat, string>> = { gzip: 'The gzip file', raw: 'The compressed member' };

const truncated = (format: DeflateFormat): Damage => ({
  reason: 'truncated',
  detail: `${NAMES[format]} is cut short; everything up to the cut was read. Get the whole file and add it again.`,
});
const damaged = (format: DeflateFormat): Damage => ({
  reason: 'damaged',
  detail: `${NAMES[format]} is damaged; everything up to the damage was read. Get another copy and add it again.`,
});

/**
 * Decompresses as it is read. zlib throws away what it has made of a piece when it meets a fault in it; where that happens the stream is decompressed
 * anew up to that piece, and then byte by byte up to the fault itself. Of bytes that cannot be had again a scout takes each piece first, at the same
 * time as the reader takes the one before.
 * @param again The same compressed bytes from the first one on; null where they come but once.
 */
export function inflateInput(
  format: DeflateFormat,
  compressed: ByteWindow,
  again: (() => ByteWindow) | null,
): InflateInput {
  const scout = again === null ? new Inflater(format) : null;
  let reader = new Inflater(format);
  const chunks: Buffer[] = [];
  /** The piece that the scout has passed and the reader has not. */
  let scouted: Buffer = NOTHING;
  let damage: Damage | null = null;
  let over = false;

  const take = ({ chunks: made, fault }: Inflated) => {
    chunks.push(...made);
    if (fault !== null) fail(fault === 'Z_BUF_ERROR' ? truncated(format) : damaged(format));
  };
  const fail = (found: Damage) => {
    damage = found;
    over = true;
  };
  const feedByteByByte = async (piece: Buffer) => {
    for (let at = 0; at < piece.length && !over; at += 1) take(await reader.feed(piece.subarray(at, at + 1)));
    if (!over) fail(damaged(format));
  };
  const finish = async () => {
    take(await reader.feed(scouted));
    take(await reader.finish());
    over = true;
  };
  const stepBehind = async (first: Inflater, piece: Buffer) => {
    const reading = scouted.length === 0 ? { chunks: [], fault: null } : reader.feed(scouted);
    const [{ fault }, made] = await Promise.all([first.feed(piece), reading]);
    take(made);
    scouted = piece;
    compressed.advance(piece.length);
    if (fault !== null) await feedByteByByte(piece);
  };
  const stepAhead = async (restart: () => ByteWindow, piece: Buffer) => {
    const made = await reader.feed(piece);
    if (made.fault !== null) {
      reader.close();
      reader = await inflatedUpTo(format, restart(), compressed.offset);
      await feedByteByByte(piece);
    } else take(made);
    compressed.advance(piece.length);
  };
  const step = async () => {
    const length = Math.min(PIECE, Math.max(FIRST_PIECE, compressed.offset));
    const piece = (await compressed.atLeast(length)).subarray(0, length);
    if (piece.length === 0 || reader.ended) await finish();
    else if (again !== null) await stepAhead(again, piece);
    else if (scout !== null) await stepBehind(scout, piece);
  };

  return {
    read: async (into) => {
      while (chunks.length === 0 && !over) await step();
      return takeFrom(chunks, into);
    },
    close: async () => {
      scout?.close();
      reader.close();
    },
    damage: () => damage,
  };
}

/** A decompressor that has taken so many bytes, what they came to let go. */
async function inflatedUpTo(format: DeflateFormat, compressed: ByteWindow, end: number): Promise<Inflater> {
  const inflater = new Inflater(format);
  while (compressed.offset < end) {
    const piece = (await compressed.atLeast(1)).subarray(0, Math.min(PIECE, end - compressed.offset));
    if (piece.length === 0) break;
    await inflater.feed(piece);
    compressed.advance(piece.length);
  }
  return inflater;
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

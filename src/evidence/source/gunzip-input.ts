import type { LossReason } from '../../core/index.ts';
import type { ByteInput } from './byte-input.ts';
import type { ByteWindow } from './byte-window.ts';
import { type Gunzipped, Gunzipper } from './gunzip.ts';

/** Why compressed data could not be read to its end. */
export interface Damage {
  readonly reason: LossReason;
  readonly detail: string;
}

/** Decompressed bytes that end where the compressed ones are damaged. */
interface GunzipInput extends ByteInput {
  /** Set once the end was reached; null where the data was whole. */
  readonly damage: () => Damage | null;
}

/** Compressed bytes at a time; a deflate stream makes at most about 1,030 bytes of one, which bounds the memory. */
const PIECE = 16 * 1024;

const TRUNCATED: Damage = {
  reason: 'truncated',
  detail: 'The gzip file is cut short; everything up to the cut was read. Get the whole file and add it again.',
};
const DAMAGED: Damage = {
  reason: 'damaged',
  detail: 'The gzip file is damaged; everything up to the damage was read. Get another copy and add it again.',
};

/**
 * Decompresses gzip as it is read. zlib throws away what it has made of a piece when it meets a fault in it, so a scout takes each piece first;
 * where it falls, the reader behind it goes on byte by byte, up to the fault itself.
 */
export function gunzipInput(compressed: ByteWindow): GunzipInput {
  const scout = new Gunzipper();
  const reader = new Gunzipper();
  const chunks: Buffer[] = [];
  let damage: Damage | null = null;
  let over = false;

  const take = ({ chunks: made, fault }: Gunzipped) => {
    chunks.push(...made);
    if (fault !== null) fail(fault === 'Z_BUF_ERROR' ? TRUNCATED : DAMAGED);
  };
  const fail = (found: Damage) => {
    damage = found;
    over = true;
  };
  const feedByteByByte = async (piece: Buffer) => {
    for (let at = 0; at < piece.length && !over; at += 1) take(await reader.feed(piece.subarray(at, at + 1)));
    if (!over) fail(DAMAGED);
  };
  const step = async () => {
    const piece = (await compressed.atLeast(1)).subarray(0, PIECE);
    if (piece.length === 0 || reader.ended) {
      take(await reader.finish());
      over = true;
      return;
    }
    const { fault } = await scout.feed(piece);
    if (fault === null) take(await reader.feed(piece));
    else await feedByteByByte(piece);
    compressed.advance(piece.length);
  };

  return {
    read: async (into) => {
      while (chunks.length === 0 && !over) await step();
      return takeFrom(chunks, into);
    },
    close: async () => {
      scout.close();
      reader.close();
    },
    damage: () => damage,
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

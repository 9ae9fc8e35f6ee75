import { constants, gunzipSync, inflateRawSync } from 'node:zlib';
import type { Shortfall } from '../shortfall.ts';
import type { DeflateFormat } from '../text/inflate.ts';
import type { StreamFormat } from './inflater.ts';

/** What a whole stream came to, and what is wrong with it; null where nothing is. */
interface InflatedAtOnce {
  readonly bytes: Buffer;
  readonly fault: 'cut' | 'damaged' | null;
}

/** Bytes that a stream decompressed at once may come to. */
const MOST = 4 * 1024 * 1024;
/** What one more compressed byte comes to at most: eight codes of 258 bytes each. */
const OF_ONE_BYTE = 8 * 258;

const NAMES: Readonly<Record<StreamFormat, string>> = {
  gzip: 'The gzip file',
  raw: 'The compressed member',
  zstd: 'The Zstandard file',
};

/** What is said of a stream that ends early or holds a fault. */
export function inflateDamage(format: StreamFormat, fault: 'cut' | 'damaged'): Shortfall {
  const name = NAMES[format];
  return fault === 'cut'
    ? {
        reason: 'truncated',
        detail: `${name} is cut short; everything up to the cut was read. Get the whole file and add it again.`,
      }
    : {
        reason: 'damaged',
        detail: `${name} is damaged; everything up to the damage was read. Get another copy and add it again.`,
      };
}

/**
 * Decompresses a short stream without a thread's round trips. Of a damaged one it gives what comes before the fault, of one that comes to more than
 * `limit` a little more than that; the place is halved down to.
 * @returns null where it comes to more than 4 MiB and may.
 */
export function inflateAtOnce(format: DeflateFormat, compressed: Buffer, limit: number): InflatedAtOnce | null {
  const most = Math.max(1, Math.min(limit, MOST));
  const whole = inflated(format, compressed, most, constants.Z_FINISH);
  if (typeof whole !== 'string') return { bytes: whole, fault: null };
  const [before, next] = beginning(format, compressed, most);
  if (next === 'too-long')
    return limit > MOST ? null : { bytes: beyond(format, compressed, before.size, most), fault: null };
  return { bytes: before.bytes, fault: next === 'fault' ? 'damaged' : 'cut' };
}

/** The compressed bytes up to a place, and what they come to. */
interface Beginning {
  readonly size: number;
  readonly bytes: Buffer;
}

/** The longest beginning that is sound and short enough (every shorter one is so too), and why the next byte is not; null where it is all. */
function beginning(
  format: DeflateFormat,
  compressed: Buffer,
  most: number,
): readonly [Beginning, 'too-long' | 'fault' | null] {
  let before: Beginning = { size: 0, bytes: Buffer.alloc(0) };
  let next: 'too-long' | 'fault' | null = null;
  let end = compressed.length + 1;
  for (let size = compressed.length; end - before.size > 1; size = (before.size + end) >>> 1) {
    const bytes = inflated(format, compressed.subarray(0, size), most, constants.Z_SYNC_FLUSH);
    if (typeof bytes !== 'string') before = { size, bytes };
    else {
      end = size;
      next = bytes;
    }
  }
  return [before, next];
}

/** What comes of one byte more than comes to `most` bytes at most. */
function beyond(format: DeflateFormat, compressed: Buffer, size: number, most: number): Buffer {
  const bytes = inflated(format, compressed.subarray(0, size + 1), most + OF_ONE_BYTE, constants.Z_SYNC_FLUSH);
  return typeof bytes === 'string' ? Buffer.alloc(0) : bytes;
}

function inflated(
  format: DeflateFormat,
  compressed: Buffer,
  most: number,
  finishFlush: number,
): Buffer | 'too-long' | 'fault' {
  const inflate = format === 'gzip' ? gunzipSync : inflateRawSync;
  try {
    return inflate(compressed, { finishFlush, maxOutputLength: most });
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-long' : 'fault';
  }
}

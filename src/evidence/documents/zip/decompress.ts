import { constants, inflateRawSync, zstdDecompressSync } from 'node:zlib';
import type { Shortfall } from '../../shortfall.ts';
import { inflateUpTo } from '../../text/inflate.ts';
import { DEFLATE, STORED } from '../../text/zip/zip-data.ts';

const ZSTD = new Set([93, 20]);
/** Largest window that is allowed for: what `zstd --long` takes at most without being told so when it decompresses. */
const WINDOW_LOG = 27;

/** A member's plain bytes, and why they are not all. */
export interface Decompressed {
  readonly bytes: Uint8Array;
  readonly state: 'whole' | 'over-limit' | 'damaged';
}

const LOOKED_AT = 65_536;
const NOTHING = new Uint8Array(0);

/** Decompresses a member by its method (APPNOTE.TXT 4.4.5) to at most `limit` bytes; a shortfall where the method is not known here. */
export async function decompress(method: number, data: Uint8Array, limit: number): Promise<Decompressed | Shortfall> {
  if (method === STORED) return { bytes: data.subarray(0, limit), state: data.length > limit ? 'over-limit' : 'whole' };
  if (method === DEFLATE) return inflateUpTo('raw', data, limit);
  if (ZSTD.has(method)) return decompressZstd(data, limit);
  return {
    reason: 'unsupported',
    detail: `Zip compression method ${method} is not read yet; extract the member by hand and add it.`,
  };
}

function decompressZstd(data: Uint8Array, limit: number): Decompressed {
  try {
    const bounds = { maxOutputLength: Math.max(1, limit), params: { [constants.ZSTD_d_windowLogMax]: WINDOW_LOG } };
    return { bytes: zstdDecompressSync(data, bounds), state: 'whole' };
  } catch (error) {
    return { bytes: NOTHING, state: isTooLong(error) ? 'over-limit' : 'damaged' };
  }
}

const isTooLong = (error: unknown) =>
  error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

/** Whether data can be the beginning of deflate's; most that is not, as a wrong key makes it, is told by its first kilobytes. */
export function beginsAsDeflate(data: Uint8Array): boolean {
  try {
    inflateRawSync(data, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: LOOKED_AT });
    return true;
  } catch (error) {
    return isTooLong(error);
  }
}

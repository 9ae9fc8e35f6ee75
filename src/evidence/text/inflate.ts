import { gunzipSync, inflateRawSync } from 'node:zlib';
import { Gunzip, Inflate } from 'fflate';

/** Raw deflate (RFC 1951), as in zip; or gzip (RFC 1952), of any number of members. */
export type DeflateFormat = 'raw' | 'gzip';

/** What came out of a deflate stream, and why it is not all. */
interface Inflated {
  readonly bytes: Uint8Array;
  readonly state: 'whole' | 'over-limit' | 'damaged';
}

/** Compressed bytes decoded at once where a stream is damaged; at most so many before the fault are lost. */
const STEP = 512;
/** The same where it is sound and too long: what comes beyond the limit is not kept. */
const LONG_STEP = 64 * 1024;

/** Decompresses to at most `limit` bytes; of a damaged or longer stream what comes before the fault. */
export function inflateUpTo(format: DeflateFormat, compressed: Uint8Array, limit: number): Inflated {
  const inflate = format === 'gzip' ? gunzipSync : inflateRawSync;
  try {
    return { bytes: inflate(compressed, { maxOutputLength: Math.max(1, limit) }), state: 'whole' };
  } catch (error) {
    const isTooLong = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return isTooLong ? beginning(format, compressed, limit) : beforeFault(format, compressed, limit);
  }
}

/** The first `limit` bytes of what is known to come to more. */
function beginning(format: DeflateFormat, compressed: Uint8Array, limit: number): Inflated {
  const bytes = Buffer.allocUnsafe(limit);
  let total = 0;
  inflateInSteps(format, compressed, LONG_STEP, (chunk) => {
    bytes.set(chunk.subarray(0, limit - total), total);
    total = Math.min(limit, total + chunk.length);
    return total < limit;
  });
  return { bytes: bytes.subarray(0, total), state: 'over-limit' };
}

function beforeFault(format: DeflateFormat, compressed: Uint8Array, limit: number): Inflated {
  const chunks: Uint8Array[] = [];
  let total = 0;
  inflateInSteps(format, compressed, STEP, (chunk) => {
    chunks.push(chunk);
    total += chunk.length;
    return total <= limit;
  });
  return { bytes: Buffer.concat(chunks).subarray(0, limit), state: total > limit ? 'over-limit' : 'damaged' };
}

/** Decodes so many compressed bytes at once until `collect` has enough, or the stream ends or is at fault. */
function inflateInSteps(
  format: DeflateFormat,
  compressed: Uint8Array,
  step: number,
  collect: (chunk: Uint8Array) => boolean,
): void {
  let goesOn = true;
  const take = (chunk: Uint8Array) => {
    if (goesOn) goesOn = collect(chunk);
  };
  const stream = format === 'gzip' ? new Gunzip(take) : new Inflate(take);
  try {
    for (let at = 0; at < compressed.length && goesOn; at += step) {
      stream.push(compressed.subarray(at, at + step), false);
    }
  } catch {
    // What was collected before the fault is the answer.
  }
}

import { gunzipSync, inflateRawSync } from 'node:zlib';
import { Gunzip, Inflate } from 'fflate';

/** Raw deflate (RFC 1951), as in zip; or gzip (RFC 1952), of any number of members. */
export type DeflateFormat = 'raw' | 'gzip';

/** What came out of a deflate stream, and why it is not all. */
interface Inflated {
  readonly bytes: Uint8Array;
  readonly state: 'whole' | 'over-limit' | 'damaged';
}

/** Compressed bytes decoded at once where a stream is damaged or too long; at most so many before the fault are lost. */
const STEP = 512;

/** Decompresses to at most `limit` bytes; of a damaged or longer stream what comes before the fault. */
export function inflateUpTo(format: DeflateFormat, compressed: Uint8Array, limit: number): Inflated {
  const inflate = format === 'gzip' ? gunzipSync : inflateRawSync;
  try {
    return { bytes: inflate(compressed, { maxOutputLength: Math.max(1, limit) }), state: 'whole' };
  } catch {
    return inflateInSteps(format, compressed, limit);
  }
}

function inflateInSteps(format: DeflateFormat, compressed: Uint8Array, limit: number): Inflated {
  const chunks: Uint8Array[] = [];
  let total = 0;
  const collect = (chunk: Uint8Array) => {
    chunks.push(chunk);
    total += chunk.length;
  };
  const stream = format === 'gzip' ? new Gunzip(collect) : new Inflate(collect);
  try {
    for (let at = 0; at < compressed.length && total <= limit; at += STEP) {
      stream.push(compressed.subarray(at, at + STEP), false);
    }
  } catch {
    // What was collected before the fault is the answer.
  }
  return { bytes: Buffer.concat(chunks).subarray(0, limit), state: total > limit ? 'over-limit' : 'damaged' };
}

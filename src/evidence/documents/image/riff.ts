/** A chunk of a RIFF file, as WebP is one. */
export interface RiffChunk {
  readonly type: string;
  readonly data: Buffer;
}

const MOST_CHUNKS = 10_000;

/** The chunks of a RIFF file (WebP Container Specification), up to what is cut off. */
export function* riffChunks(file: Buffer): Generator<RiffChunk> {
  let at = 12;
  for (let count = 0; count < MOST_CHUNKS && at + 8 <= file.length; count += 1) {
    const length = file.readUInt32LE(at + 4);
    yield { type: file.toString('latin1', at, at + 4), data: file.subarray(at + 8, at + 8 + length) };
    at += 8 + length + (length % 2);
  }
}

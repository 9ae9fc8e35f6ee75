/** A frame between a process and its parser: what is said, in JSON, and the bytes it is about. */
export interface Frame {
  readonly head: unknown;
  readonly body: Buffer;
}

const LENGTHS_BYTES = 8;
/** Most bytes of a frame's head: 64 MiB. A parser that says more is believed to be broken. */
const MOST_HEAD = 64 * 1024 * 1024;
/** Most bytes of a frame's body: 512 MiB. */
const MOST_BODY = 512 * 1024 * 1024;

/** A frame as bytes: the lengths of head and body (32 bits each, little-endian), the head in UTF-8, the body. */
export function encodeFrame(head: object, body: Uint8Array): readonly Uint8Array[] {
  const json = Buffer.from(JSON.stringify(head));
  const lengths = Buffer.alloc(LENGTHS_BYTES);
  lengths.writeUInt32LE(json.length, 0);
  lengths.writeUInt32LE(body.length, 4);
  return [lengths, json, body];
}

/**
 * Frames out of a stream of bytes, however it is cut. Ends where the stream ends; a frame that is cut short is dropped.
 * @throws RangeError where a frame claims more than it may, SyntaxError where its head is not JSON.
 */
export async function* decodeFrames(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  const held = new ByteQueue();
  for await (const chunk of chunks) {
    held.push(chunk);
    for (let frame = takeFrame(held); frame !== null; frame = takeFrame(held)) yield frame;
  }
}

function takeFrame(held: ByteQueue): Frame | null {
  const lengths = held.peek(LENGTHS_BYTES);
  if (lengths === null) return null;
  const [headBytes, bodyBytes] = [lengths.readUInt32LE(0), lengths.readUInt32LE(4)];
  if (headBytes > MOST_HEAD || bodyBytes > MOST_BODY) throw new RangeError('a frame claims more than it may hold');
  if (held.length < LENGTHS_BYTES + headBytes + bodyBytes) return null;
  held.take(LENGTHS_BYTES);
  const head: unknown = JSON.parse(held.take(headBytes).toString('utf8'));
  return { head, body: held.take(bodyBytes) };
}

/** Bytes that came and are not yet taken. */
class ByteQueue {
  #chunks: Buffer[] = [];
  length = 0;

  push(chunk: Uint8Array): void {
    this.#chunks.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    this.length += chunk.byteLength;
  }

  /** The first `count` bytes, left where they are; null while they are not all there. */
  peek(count: number): Buffer | null {
    if (this.length < count) return null;
    if ((this.#chunks[0]?.length ?? 0) < count) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0]?.subarray(0, count) ?? null;
  }

  /** Takes the first `count` bytes, which must be there. */
  take(count: number): Buffer {
    const first = this.#chunks[0];
    if (first === undefined || first.length < count) this.#chunks = [Buffer.concat(this.#chunks)];
    const whole = this.#chunks[0] ?? Buffer.alloc(0);
    if (whole.length === count) this.#chunks.shift();
    else this.#chunks[0] = whole.subarray(count);
    this.length -= count;
    return whole.subarray(0, count);
  }
}

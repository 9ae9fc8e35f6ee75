/** A frame between a process and its parser: what is said, in JSON, and the bytes it is about. */
export interface Frame {
  readonly head: unknown;
  /** Length of the head as it came. */
  readonly headBytes: number;
  readonly body: Buffer;
}

/** Most bytes of a frame that are waited for. */
export interface FrameBounds {
  readonly head: number;
  readonly body: number;
}

const LENGTHS_BYTES = 8;
/** Frames up to here go out in one write. */
const SMALL_BYTES = 16 * 1024;

/** A frame as bytes: the lengths of head and body (32 bits each, little-endian), the head in UTF-8, the body. None is empty. */
export function encodeFrame(head: object, body: Uint8Array): readonly Uint8Array[] {
  const json = Buffer.from(JSON.stringify(head));
  const front = Buffer.allocUnsafe(LENGTHS_BYTES + json.length);
  front.writeUInt32LE(json.length, 0);
  front.writeUInt32LE(body.length, 4);
  front.set(json, LENGTHS_BYTES);
  if (body.length === 0) return [front];
  return body.length > SMALL_BYTES ? [front, body] : [Buffer.concat([front, body])];
}

/**
 * Frames out of a stream of bytes, however it is cut. Ends where the stream ends; a frame that is cut short is dropped.
 * @param bounds What a frame may claim, asked at each.
 * @throws RangeError where a frame claims more, before it is waited for; SyntaxError where its head is not JSON.
 */
export async function* decodeFrames(
  chunks: AsyncIterable<Uint8Array>,
  bounds: () => FrameBounds,
): AsyncGenerator<Frame> {
  const held = new ByteQueue();
  for await (const chunk of chunks) {
    held.push(chunk);
    for (let frame = takeFrame(held, bounds); frame !== null; frame = takeFrame(held, bounds)) yield frame;
  }
}

function takeFrame(held: ByteQueue, bounds: () => FrameBounds): Frame | null {
  const lengths = held.peek(LENGTHS_BYTES);
  if (lengths === null) return null;
  const [headBytes, bodyBytes] = [lengths.readUInt32LE(0), lengths.readUInt32LE(4)];
  const most = bounds();
  if (headBytes > most.head || bodyBytes > most.body) throw new RangeError('a frame claims more than it may hold');
  if (held.length < LENGTHS_BYTES + headBytes + bodyBytes) return null;
  held.take(LENGTHS_BYTES);
  const head: unknown = JSON.parse(held.take(headBytes).toString('utf8'));
  return { head, headBytes, body: held.take(bodyBytes) };
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
    return this.#joined(count).subarray(0, count);
  }

  /** Takes the first `count` bytes, which must be there. */
  take(count: number): Buffer {
    const first = this.#joined(count);
    if (first.length === count) this.#chunks.shift();
    else this.#chunks[0] = first.subarray(count);
    this.length -= count;
    return first.subarray(0, count);
  }

  /** The first chunk, made at least `count` bytes long. */
  #joined(count: number): Buffer {
    const [first = NO_BYTES] = this.#chunks;
    if (first.length >= count) return first;
    const whole = Buffer.concat(this.#chunks);
    this.#chunks = [whole];
    return whole;
  }
}

const NO_BYTES = Buffer.alloc(0);

import type { ByteInput } from './byte-input.ts';

/** Bytes of a buffer: small at first, as most files are, and then larger. */
const SMALLEST_CHUNK = 1024;
const FIRST_CHUNK = 128 * 1024;
const LARGEST_CHUNK = 1024 * 1024;

/**
 * The part of an input that is in memory: it grows at its end by `more` and is let go at its start by `advance`.
 * Bytes once shown stay as they are for as long as somebody holds them: a full buffer is replaced, never written over.
 */
export class ByteWindow {
  readonly #input: ByteInput;
  #buffer = Buffer.alloc(0);
  #chunk: number;
  #start = 0;
  #end = 0;
  #offset = 0;
  #ended = false;

  /** @param size bytes the input has in all, where that is known: of small ones less memory is taken. */
  constructor(input: ByteInput, size: number | null = null) {
    this.#input = input;
    this.#chunk = size === null ? FIRST_CHUNK : Math.min(FIRST_CHUNK, Math.max(SMALLEST_CHUNK, size + 1));
  }

  /** Where in the input the first byte of `bytes` stands. */
  get offset(): number {
    return this.#offset;
  }

  /** What is in memory and not yet advanced over. */
  get bytes(): Buffer {
    return this.#buffer.subarray(this.#start, this.#end);
  }

  /** Whether the input has nothing after `bytes`. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Reads further; false when the input has ended. */
  async more(): Promise<boolean> {
    if (this.#ended) return false;
    if (this.#end === this.#buffer.length) this.#grow();
    const count = await this.#input.read(this.#buffer.subarray(this.#end));
    this.#end += count;
    if (count === 0) this.#ended = true;
    return count > 0;
  }

  /** Reads until `count` bytes are in memory or the input has ended; what is there then. */
  async atLeast(count: number): Promise<Buffer> {
    while (this.#end - this.#start < count && (await this.more()));
    return this.bytes;
  }

  /** Lets go of `count` bytes, at most those in memory. */
  advance(count: number): void {
    const step = Math.min(count, this.#end - this.#start);
    this.#start += step;
    this.#offset += step;
  }

  /** Goes forward to an absolute offset, or to the end where that comes first. */
  async skipTo(offset: number): Promise<void> {
    if (this.#input.seek !== undefined && offset > this.#offset + this.bytes.length) {
      this.#input.seek(offset);
      this.#buffer = Buffer.alloc(0);
      this.#start = 0;
      this.#end = 0;
      this.#offset = offset;
      return;
    }
    while (this.#offset < offset && (this.bytes.length > 0 || (await this.more()))) this.advance(offset - this.#offset);
  }

  #grow(): void {
    const unread = this.bytes;
    const buffer = Buffer.allocUnsafeSlow(Math.max(this.#chunk, unread.length * 2));
    this.#chunk = Math.min(LARGEST_CHUNK, Math.max(FIRST_CHUNK, this.#chunk * 2));
    unread.copy(buffer);
    this.#buffer = buffer;
    this.#start = 0;
    this.#end = unread.length;
  }
}

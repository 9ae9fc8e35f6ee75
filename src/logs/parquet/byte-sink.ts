const FIRST_BYTES = 64 * 1024;
const WORD = 0x1_0000_0000;
/** A UTF-16 unit is at most three bytes of UTF-8. */
const MOST_UTF8 = 3;

/** Bytes one after the other, in memory that grows with them and is used again. Numbers are little-endian. */
export class ByteSink {
  #bytes: Buffer = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** What was written: a view that the next {@link ByteSink.clear} makes void. */
  view(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  uint32(value: number): void {
    this.#reserve(4);
    this.#place(value, this.#length);
    this.#length += 4;
  }

  /** A whole number as 64 bits, two's complement. */
  int64(value: number): void {
    const high = Math.floor(value / WORD);
    this.#reserve(8);
    this.#place(value - high * WORD, this.#length);
    this.#place(high, this.#length + 4);
    this.#length += 8;
  }

  /** An unsigned number in groups of seven bits, the lowest first (LEB128). */
  varint(value: number): void {
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.byte((rest % 0x80) | 0x80);
    this.byte(rest);
  }

  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Text as UTF-8 after its length in four bytes; lone surrogates become U+FFFD. */
  text(text: string): void {
    this.#reserve(4 + text.length * MOST_UTF8);
    const written = this.#bytes.write(text, this.#length + 4, 'utf8');
    this.#place(written, this.#length);
    this.#length += 4 + written;
  }

  /** Four bytes at a place that is there; what `writeUInt32LE` does, without its checks. */
  #place(value: number, at: number): void {
    const bytes = this.#bytes;
    bytes[at] = value;
    bytes[at + 1] = value >>> 8;
    bytes[at + 2] = value >>> 16;
    bytes[at + 3] = value >>> 24;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow((this.#length + count) * 2);
    larger.set(this.view());
    this.#bytes = larger;
  }
}

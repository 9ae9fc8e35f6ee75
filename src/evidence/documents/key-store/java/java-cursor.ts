/** Reads what Java's DataOutputStream writes: big-endian numbers, strings after their length. Beyond the end come zeros, and `isCut` says so. */
export class JavaCursor {
  readonly #bytes: Buffer;
  #at = 0;
  #isCut = false;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Whether something was asked for that is not there. */
  get isCut(): boolean {
    return this.#isCut;
  }

  byte(): number {
    return this.bytes(1)[0] ?? 0;
  }

  int(): number {
    const taken = this.bytes(4);
    return taken.length === 4 ? taken.readUInt32BE(0) : 0;
  }

  /** Milliseconds since 1970, as an ISO time; null for what is none. */
  date(): string | null {
    const taken = this.bytes(8);
    const at = taken.length === 8 ? new Date(Number(taken.readBigInt64BE(0))) : null;
    return at === null || Number.isNaN(at.getTime()) ? null : at.toISOString();
  }

  /** A string in modified UTF-8. */
  text(): string {
    const length = this.bytes(2);
    return length.length === 2 ? this.bytes(length.readUInt16BE(0)).toString('utf8') : '';
  }

  /** Bytes after a length of four bytes. */
  block(): Buffer {
    return this.bytes(this.int());
  }

  bytes(count: number): Buffer {
    if (this.#isCut || count > this.#bytes.length - this.#at) {
      this.#isCut = true;
      return Buffer.alloc(0);
    }
    this.#at += count;
    return this.#bytes.subarray(this.#at - count, this.#at);
  }
}

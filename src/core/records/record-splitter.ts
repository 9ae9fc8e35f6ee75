/** The bytes of one record of a log as its container delimits it. */
export interface RecordPiece {
  /** 0-based record number; negative for a header. */
  readonly row: number;
  /** First byte in the log as UTF-8. */
  readonly start: number;
  readonly end: number;
  /** Null where the container itself says that these bytes are no whole record. */
  readonly bytes: Buffer | null;
  /** Why `bytes` is null. */
  readonly damage: 'truncated' | 'malformed' | 'too-long' | null;
}

/** Cuts a stream of bytes into records. One object for one stream. */
export interface RecordSplitter {
  /** Takes the next bytes of the stream and gives the records that end in them. */
  readonly push: (chunk: Buffer) => readonly RecordPiece[];
  /** Gives what is left at the end of the stream. */
  readonly end: () => readonly RecordPiece[];
  /** Whether the container's own end was seen (an array's closing bracket); false where it has one and it is missing. */
  readonly closed: () => boolean;
}

/** The most bytes one record may have where its reader says nothing else; a longer one is a loss. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/** After so many failed records in a row a splitter takes the rest as one damaged piece: looking on would cost the square of its length. */
export const MAX_FAILURES_IN_A_ROW = 100;

/** The part of the stream that is not yet cut: bytes from `start` (an offset in the stream) on. */
export class PendingBytes {
  #bytes: Buffer = Buffer.alloc(0);
  /** Room after `#bytes` in the same memory, so that a record of many chunks is not copied at each of them. */
  #room = 0;
  #start = 0;

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** Offset in the stream of the first pending byte. */
  get start(): number {
    return this.#start;
  }

  append(chunk: Buffer): void {
    const length = this.#bytes.length + chunk.length;
    if (this.#bytes.length === 0) {
      this.#bytes = chunk;
      this.#room = 0;
      return;
    }
    if (chunk.length > this.#room) this.#grow(length);
    const { buffer, byteOffset } = this.#bytes;
    const longer = Buffer.from(buffer, byteOffset, length);
    chunk.copy(longer, this.#bytes.length);
    this.#room -= chunk.length;
    this.#bytes = longer;
  }

  /** Bytes given out keep the memory they are in; what is pending moves to memory of twice the need. */
  #grow(length: number): void {
    const larger = Buffer.allocUnsafeSlow(length * 2);
    this.#bytes.copy(larger);
    this.#room = larger.length - this.#bytes.length;
    this.#bytes = larger.subarray(0, this.#bytes.length);
  }

  /** Forgets the first `count` pending bytes. */
  drop(count: number): void {
    this.#bytes = this.#bytes.subarray(count);
    this.#start += count;
  }
}

/** Numbers records and places them in the stream. A header before the records has negative numbers. */
export class PieceMaker {
  #row: number;

  constructor(firstRow = 0) {
    this.#row = firstRow;
  }

  whole(pending: PendingBytes, from: number, to: number): RecordPiece {
    const place = { row: this.#row++, start: pending.start + from, end: pending.start + to };
    return { ...place, bytes: pending.bytes.subarray(from, to), damage: null };
  }

  damaged(start: number, end: number, damage: 'truncated' | 'malformed' | 'too-long'): RecordPiece {
    return { row: this.#row++, start, end, bytes: null, damage };
  }
}

import {
  MAX_FAILURES_IN_A_ROW,
  MAX_RECORD_BYTES,
  PendingBytes,
  PieceMaker,
  type RecordPiece,
  type RecordSplitter,
} from './record-splitter.ts';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

type State = 'field' | 'plain' | 'quoted' | 'quote-in-quoted';

/**
 * Cuts CSV (RFC 4180, any one-byte delimiter, CRLF or LF) into records without splitting fields. A record with wrong quoting is
 * damaged, and reading goes on at its next line. The first `headerRecords` have negative numbers.
 */
export function splitCsv(delimiter: number, headerRecords: number): RecordSplitter {
  return new CsvSplitter(delimiter, headerRecords);
}

class CsvSplitter implements RecordSplitter {
  readonly #pending = new PendingBytes();
  readonly #make: PieceMaker;
  readonly #delimiter: number;
  #state: State = 'field';
  /** Next byte to look at, in the pending bytes; the record in work begins at `#from`. */
  #at = 0;
  #from = 0;
  #failures = 0;
  /** Set while bytes are thrown away up to the next line: where the damaged record began in the stream. */
  #lostFrom: number | null = null;

  constructor(delimiter: number, headerRecords: number) {
    this.#delimiter = delimiter;
    this.#make = new PieceMaker(-headerRecords);
  }

  push = (chunk: Buffer): readonly RecordPiece[] => {
    const pieces: RecordPiece[] = [];
    this.#pending.append(chunk);
    this.#work(pieces);
    if (this.#pending.bytes.length - this.#from > MAX_RECORD_BYTES) this.#fail(pieces, 'too-long');
    this.#pending.drop(this.#from);
    this.#at -= this.#from;
    this.#from = 0;
    return pieces;
  };

  end = (): readonly RecordPiece[] => {
    const pieces: RecordPiece[] = [];
    while (this.#state === 'quoted' && this.#lostFrom === null && this.#from < this.#pending.bytes.length) {
      this.#fail(pieces, 'truncated');
      this.#work(pieces);
    }
    const end = this.#pending.bytes.length;
    if (this.#lostFrom !== null)
      pieces.push(this.#make.damaged(this.#lostFrom, this.#pending.start + end, 'truncated'));
    else this.#finish(pieces, end);
    return pieces;
  };

  closed = (): boolean => true;

  #work(pieces: RecordPiece[]): void {
    for (;;) {
      if (this.#lostFrom !== null && !this.#resume(pieces)) return;
      const stop = this.#scan();
      if (stop === 'more') return;
      if (stop === 'malformed') this.#fail(pieces, 'malformed');
      else {
        this.#finish(pieces, this.#at);
        this.#at++;
        this.#from = this.#at;
      }
    }
  }

  /** Goes on to the record's line end (`#at` stands on it), to wrong quoting, or to the end of the pending bytes. */
  #scan(): 'record' | 'malformed' | 'more' {
    const bytes = this.#pending.bytes;
    let state = this.#state;
    let at = this.#at;
    let stop: 'record' | 'malformed' | 'more' = 'more';
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (state === 'quoted') {
        if (byte === QUOTE) state = 'quote-in-quoted';
      } else if (byte === this.#delimiter) state = 'field';
      else if (byte === LF) {
        state = 'field';
        stop = 'record';
        break;
      } else if (byte === QUOTE) {
        if (state !== 'plain') state = 'quoted';
      } else if (state === 'field') state = 'plain';
      else if (state === 'quote-in-quoted' && byte !== CR && byte !== SPACE) {
        stop = 'malformed';
        break;
      }
    }
    this.#state = state;
    this.#at = at;
    return stop;
  }

  #finish(pieces: RecordPiece[], end: number): void {
    const bytes = this.#pending.bytes;
    const hasMark = this.#pending.start + this.#from === 0 && bytes.subarray(0, 3).equals(Buffer.of(0xef, 0xbb, 0xbf));
    const start = this.#from + (hasMark ? 3 : 0);
    const last = end > start && bytes[end - 1] === CR ? end - 1 : end;
    if (last > start) pieces.push(this.#make.whole(this.#pending, start, last));
    this.#failures = 0;
  }

  #fail(pieces: RecordPiece[], damage: 'truncated' | 'malformed' | 'too-long'): void {
    const next = ++this.#failures > MAX_FAILURES_IN_A_ROW ? -1 : this.#pending.bytes.indexOf(LF, this.#from);
    this.#state = 'field';
    if (next === -1) {
      this.#lostFrom = this.#pending.start + this.#from;
      this.#at = this.#pending.bytes.length;
    } else {
      const start = this.#pending.start + this.#from;
      pieces.push(this.#make.damaged(start, this.#pending.start + next, damage === 'truncated' ? 'malformed' : damage));
      this.#at = next + 1;
    }
    this.#from = this.#at;
  }

  #resume(pieces: RecordPiece[]): boolean {
    const next = this.#failures > MAX_FAILURES_IN_A_ROW ? -1 : this.#pending.bytes.indexOf(LF, this.#from);
    if (next === -1 || this.#lostFrom === null) {
      this.#at = this.#pending.bytes.length;
      this.#from = this.#at;
      return false;
    }
    pieces.push(this.#make.damaged(this.#lostFrom, this.#pending.start + next, 'malformed'));
    this.#lostFrom = null;
    this.#at = next + 1;
    this.#from = this.#at;
    return true;
  }
}

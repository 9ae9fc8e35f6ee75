import {
  MAX_FAILURES_IN_A_ROW,
  MAX_RECORD_BYTES,
  PendingBytes,
  PieceMaker,
  type RecordPiece,
  type RecordSplitter,
} from './record-splitter.ts';

/**
 * What stands around the records: nothing (values one after the other), `[…]` (also several, and objects beside them), or an object with a list in it
 * (`{value:[…]}`).
 */
export type JsonContainer = 'values' | 'array' | 'envelope';

const DEPTH_OF_LIST: Readonly<Record<JsonContainer, number>> = { values: 0, array: 1, envelope: 2 };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LF = 0x0a;
const COMMA = 0x2c;
const NON_ASCII = 0x80;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Cuts JSON into its list's elements without parsing it: brackets and strings are followed byte by byte, in bounded memory. Several
 * containers one after the other are read as one. An element that never closes is damaged; reading goes on at the next line that
 * begins like it did.
 * @param mostBytes of one element; a longer one is damaged.
 * @param list name of the envelope's list, in any case; the first that comes unless given.
 */
export function splitJson(
  container: JsonContainer,
  mostBytes: number = MAX_RECORD_BYTES,
  list: string | null = null,
): RecordSplitter {
  return new JsonSplitter(DEPTH_OF_LIST[container], mostBytes, list);
}

/** Characters of an envelope's name that are kept to know its list by. */
const MAX_NAME = 64;

class JsonSplitter implements RecordSplitter {
  readonly #pending = new PendingBytes();
  readonly #make = new PieceMaker();
  readonly #listDepth: number;
  readonly #mostBytes: number;
  /** Containers open around the next record, of `#listDepth`. */
  #outer = 0;
  /** Brackets open in the record, or in a value of the envelope that is not its list. */
  #depth = 0;
  #inString = false;
  /** The string that was read last in the envelope, for a list's name stands before it. */
  #name = '';
  readonly #list: string | null;
  #inRecord = false;
  /** Next byte to look at, and where the record in work began, both in the pending bytes. */
  #at = 0;
  #from = 0;
  /** Set while bytes are thrown away until a line begins like a record: where the damaged record began in the stream. */
  #lostFrom: number | null = null;
  #indent = Buffer.from('\n{');
  #blanks: string | null = null;
  #failures = 0;

  constructor(listDepth: number, mostBytes: number, list: string | null) {
    this.#listDepth = listDepth;
    this.#mostBytes = mostBytes;
    this.#list = list?.toLowerCase() ?? null;
  }

  push = (chunk: Buffer): readonly RecordPiece[] => {
    const pieces: RecordPiece[] = [];
    this.#pending.append(chunk);
    this.#work(pieces);
    if (this.#inRecord && this.#pending.bytes.length - this.#from > this.#mostBytes) this.#fail(pieces, 'too-long');
    const done = this.#inRecord ? this.#from : Math.min(this.#at, this.#pending.bytes.length);
    this.#pending.drop(done);
    this.#at -= done;
    this.#from = 0;
    return pieces;
  };

  end = (): readonly RecordPiece[] => {
    const pieces: RecordPiece[] = [];
    while (this.#inRecord && this.#lostFrom === null) {
      if (this.#depth === 0 && !this.#inString) this.#finish(pieces, this.#pending.bytes.length);
      else this.#fail(pieces, 'truncated');
      this.#work(pieces);
    }
    if (this.#lostFrom !== null) {
      const end = this.#pending.start + this.#pending.bytes.length;
      pieces.push(this.#make.damaged(this.#lostFrom, end, 'truncated'));
    }
    return pieces;
  };

  closed = (): boolean => this.#outer === 0 && this.#lostFrom === null;

  #work(pieces: RecordPiece[]): void {
    if (this.#lostFrom !== null && !this.#resume(pieces)) return;
    while (this.#at < this.#pending.bytes.length) {
      if (this.#inRecord) this.#insideRecord(pieces);
      else this.#betweenRecords();
      if (this.#lostFrom !== null) return;
    }
  }

  #betweenRecords(): void {
    const bytes = this.#pending.bytes;
    for (; this.#at < bytes.length; this.#at++) {
      const byte = bytes[this.#at] ?? 0;
      if (this.#outer === 0 && this.#listDepth === 1 && byte === OPEN_OBJECT) {
        this.#begin();
        return;
      }
      if (this.#outer < this.#listDepth) this.#outsideList(byte);
      else if (this.#listDepth > 0 && byte === CLOSE_LIST) this.#outer--;
      else if (byte > 0x20 && byte !== COMMA && byte < NON_ASCII) {
        this.#begin();
        return;
      } else this.#followIndent(byte);
    }
  }

  /** On the way into the list; in an envelope, strings and objects beside the list are passed over. */
  #outsideList(byte: number): void {
    if (this.#inString) {
      if (byte === BACKSLASH) this.#at++;
      else if (byte === QUOTE) this.#inString = false;
      else if (this.#name.length < MAX_NAME) this.#name += String.fromCharCode(byte);
    } else if (byte === QUOTE) {
      this.#inString = true;
      this.#name = '';
    } else if (this.#outer === 1) this.#insideEnvelope(byte);
    else if (byte === (this.#listDepth === 2 ? OPEN_OBJECT : OPEN_LIST)) this.#outer = 1;
  }

  #insideEnvelope(byte: number): void {
    if (byte === OPEN_LIST && this.#depth === 0 && this.#isList()) this.#outer = 2;
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#depth++;
    else if ((byte === CLOSE_OBJECT || byte === CLOSE_LIST) && this.#depth > 0) this.#depth--;
    else if (byte === CLOSE_OBJECT) this.#outer = 0;
  }

  #isList(): boolean {
    return this.#list === null || this.#name.toLowerCase() === this.#list;
  }

  #begin(): void {
    this.#inRecord = true;
    this.#from = this.#at;
    if (this.#blanks !== null) this.#indent = Buffer.from(`\n${this.#blanks}{`);
    this.#blanks = null;
  }

  /** Remembers the white space since the last line feed; null once there was anything else on the line. */
  #followIndent(byte: number): void {
    if (byte === LF) this.#blanks = '';
    else if (byte > 0x20 || (this.#blanks?.length ?? 0) > 64) this.#blanks = null;
    else if (this.#blanks !== null) this.#blanks += String.fromCharCode(byte);
  }

  #insideRecord(pieces: RecordPiece[]): void {
    const end = this.#recordEnd();
    if (end !== null) this.#finish(pieces, end);
    else if (this.#at < this.#pending.bytes.length) this.#fail(pieces, 'malformed');
  }

  /** Index after the record in work; null where it goes on in bytes to come, or `#at` stands on a line feed inside a string. */
  #recordEnd(): number | null {
    const bytes = this.#pending.bytes;
    let at = this.#at;
    let end: number | null = null;
    while (at < bytes.length && end === null) {
      if (this.#inString) {
        at = this.#passString(at);
        if (this.#inString) break;
      } else {
        end = this.#passStructure(bytes[at] ?? 0, at);
        at++;
      }
    }
    this.#at = at;
    return end;
  }

  /** Index after the closing quote; or of a line feed, which no string may hold; or the end of the bytes. */
  #passString(from: number): number {
    const bytes = this.#pending.bytes;
    let at = from;
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === BACKSLASH) at++;
      else if (byte === LF) return at;
      else if (byte === QUOTE) {
        this.#inString = false;
        return at + 1;
      }
    }
    return at;
  }

  /** Follows one byte outside of strings. @returns where the record ends, if it does here. */
  #passStructure(byte: number, at: number): number | null {
    if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_LIST) this.#depth++;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      if (this.#depth === 0) return Math.max(at, this.#from + 1);
      if (--this.#depth === 0) return at + 1;
    } else if (this.#depth === 0 && (byte === COMMA || byte === LF)) return at;
    return null;
  }

  #finish(pieces: RecordPiece[], end: number): void {
    pieces.push(this.#make.whole(this.#pending, this.#from, end));
    this.#at = end;
    this.#inRecord = false;
    this.#failures = 0;
  }

  /** The record in work never ends: it is lost, up to the next line that begins like it. */
  #fail(pieces: RecordPiece[], damage: 'truncated' | 'malformed' | 'too-long'): void {
    const next =
      ++this.#failures > MAX_FAILURES_IN_A_ROW ? -1 : this.#pending.bytes.indexOf(this.#indent, this.#from + 1);
    const start = this.#pending.start + this.#from;
    this.#depth = 0;
    this.#inString = false;
    this.#inRecord = false;
    if (next !== -1) {
      pieces.push(this.#make.damaged(start, this.#pending.start + next, damage === 'truncated' ? 'malformed' : damage));
      this.#at = next;
      return;
    }
    this.#lostFrom = start;
    this.#at = Math.max(this.#from, this.#pending.bytes.length - this.#indent.length);
  }

  /** Looks for the line where reading can go on. @returns whether there is one. */
  #resume(pieces: RecordPiece[]): boolean {
    if (this.#lostFrom === null) return true;
    const next = this.#failures > MAX_FAILURES_IN_A_ROW ? -1 : this.#pending.bytes.indexOf(this.#indent, this.#at);
    if (next === -1) {
      this.#at = Math.max(this.#at, this.#pending.bytes.length - this.#indent.length);
      return false;
    }
    pieces.push(this.#make.damaged(this.#lostFrom, this.#pending.start + next, 'malformed'));
    this.#lostFrom = null;
    this.#at = next;
    return true;
  }
}

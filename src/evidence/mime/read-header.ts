import { byteString } from '../decode/byte-string.ts';
import { type FieldPlace, HeaderBlock, nameKey } from '../header/header-block.ts';
import type { Problem } from '../problem.ts';

/** A header found at the start of a message or part. */
export interface FoundHeader {
  readonly block: HeaderBlock;
  /** Byte where the header's last line ends; the blank line is not part of it. */
  readonly end: number;
  /** Byte where the body begins. */
  readonly bodyStart: number;
  /** What ended it: a blank line, the end of the bytes, a boundary line of a multipart around it, or a line that is no header. */
  readonly endedBy: 'blank-line' | 'end-of-bytes' | 'boundary' | 'body';
  readonly problems: readonly Problem[];
}

const LF = 10;
const CR = 13;
const COLON = 58;
const DASH = 45;

/** Fields whose presence shows that a header goes on after a line that is none. */
const WELL_KNOWN =
  /^(?:from|sender|to|cc|bcc|reply-to|subject|date|received|return-path|message-id|in-reply-to|references|mime-version|content-[a-z-]+|delivered-to|x-[\w-]+|list-[a-z-]+|dkim-signature|arc-[a-z-]+|authentication-results)[ \t]*:/i;
const TRACE = /^(?:received|dkim-signature|arc-[a-z-]+|authentication-results)[ \t]*:/i;
const MBOX_SEPARATOR = /^>?From [^:]/;

/**
 * Finds the header that begins at `start` (RFC 5322 §2.2), a line at a time, without parsing its fields. Lines that are no field
 * belong to the field before them (to the empty name, if there is none) as long as a header goes on after them; otherwise the body begins there.
 * @param isBoundary whether the line at an offset is a boundary line of a multipart around this header.
 */
export function readHeader(buffer: Buffer, start: number, isBoundary: (lineStart: number) => boolean): FoundHeader {
  return new HeaderReader(buffer, start, isBoundary).read();
}

class HeaderReader {
  readonly #buffer: Buffer;
  readonly #start: number;
  readonly #isBoundary: (lineStart: number) => boolean;
  readonly #fields: FieldPlace[] = [];
  readonly #problems: Problem[] = [];
  /** Where a well-known field was seen, looking ahead. */
  #knownAhead = -1;

  constructor(buffer: Buffer, start: number, isBoundary: (lineStart: number) => boolean) {
    this.#buffer = buffer;
    this.#start = start;
    this.#isBoundary = isBoundary;
  }

  read(): FoundHeader {
    const buffer = this.#buffer;
    let at = this.#start;
    while (at < buffer.length) {
      const byte = buffer[at];
      if (byte === LF || byte === CR) {
        const after = afterBlankLine(buffer, at);
        if (after >= 0) return this.#found(at, after, 'blank-line');
      }
      if (byte === DASH && this.#endsAtBoundary(at)) return this.#found(at, at, 'boundary');
      const lf = buffer.indexOf(LF, at);
      const next = lf < 0 ? buffer.length : lf + 1;
      if (!this.#readLine(at, next)) return this.#found(at, at, 'body');
      at = next;
    }
    return this.#found(at, at, 'end-of-bytes');
  }

  /** A part's header may lack its blank line: an outer boundary ends it, and so does the first line of its own boundary. */
  #endsAtBoundary(at: number): boolean {
    if (this.#buffer[at + 1] !== DASH) return false;
    if (this.#isBoundary(at)) return true;
    const end = lineEnd(this.#buffer, at);
    const declared = byteString(this.#buffer, at + 2, Math.min(end, at + 202)).trimEnd();
    if (declared.length === 0 || !/multipart/i.test(this.#lastBody())) return false;
    return this.#lastBody().includes(declared);
  }

  #lastBody(): string {
    return this.#fields
      .map(({ bodyStart, end }) => byteString(this.#buffer, bodyStart, Math.min(end, bodyStart + 1000)))
      .join('\n');
  }

  /** Adds the line to the fields; false when the body begins with it. */
  #readLine(at: number, next: number): boolean {
    const last = this.#fields[this.#fields.length - 1];
    const byte = this.#buffer[at];
    if ((byte === 32 || byte === 9) && last !== undefined) {
      last.end = next;
      return true;
    }
    const colon = colonOf(this.#buffer, at, next);
    if (colon >= 0) {
      let nameEnd = colon;
      while (nameEnd > at && isBlank(this.#buffer[nameEnd - 1])) nameEnd--;
      const key = nameKey(nameEnd - at, byte ?? 0);
      this.#fields.push({ start: at, key, nameEnd, bodyStart: colon + 1, end: next });
      return true;
    }
    return this.#readOddLine(at, next);
  }

  /** A line that is no field: in a header that goes on it continues the field before it, its indentation lost on the way. */
  #readOddLine(at: number, next: number): boolean {
    const isSeparator =
      at === this.#start && MBOX_SEPARATOR.test(byteString(this.#buffer, at, Math.min(next, at + 80)));
    if (!isSeparator && !this.#inTraceField() && !this.#goesOn(next)) {
      this.#problems.push({ code: this.#fields.length === 0 ? 'no-header' : 'malformed-header-line', offset: at });
      return false;
    }
    if (this.#problems.length === 0) this.#problems.push({ code: 'malformed-header-line', offset: at });
    const last = this.#fields[this.#fields.length - 1];
    if (last === undefined) this.#fields.push({ start: at, key: nameKey(0, 0), nameEnd: at, bodyStart: at, end: next });
    else last.end = next;
    return true;
  }

  /** Whether the field before is one that no message has right before its body. */
  #inTraceField(): boolean {
    const last = this.#fields[this.#fields.length - 1];
    return last !== undefined && TRACE.test(byteString(this.#buffer, last.start, Math.min(last.start + 40, last.end)));
  }

  /** Whether a well-known field follows before the next blank line or boundary. */
  #goesOn(from: number): boolean {
    if (from <= this.#knownAhead) return true;
    const buffer = this.#buffer;
    const mostLines = this.#fields.length === 0 ? 2 : 64;
    let at = from;
    for (let lines = 0; lines < mostLines && at < buffer.length; lines++) {
      if (buffer[at] === LF || buffer[at] === CR || this.#isBoundary(at)) return false;
      if (WELL_KNOWN.test(byteString(buffer, at, Math.min(at + 80, buffer.length)))) {
        this.#knownAhead = at;
        return true;
      }
      const lf = buffer.indexOf(LF, at);
      at = lf < 0 ? buffer.length : lf + 1;
    }
    return false;
  }

  #found(end: number, bodyStart: number, endedBy: FoundHeader['endedBy']): FoundHeader {
    const text = byteString(this.#buffer, this.#start, end);
    return {
      block: new HeaderBlock(text, this.#start, this.#fields),
      end,
      bodyStart,
      endedBy,
      problems: this.#problems,
    };
  }
}

/** Where the line after the blank line at `at` begins; -1 when the line holds more than its end. `\r\r\n` counts as a line end. */
function afterBlankLine(buffer: Buffer, at: number): number {
  let end = at;
  while (buffer[end] === CR) end++;
  if (buffer[end] === LF) return end + 1;
  return end >= buffer.length ? end : -1;
}

function isBlank(byte: number | undefined): boolean {
  return byte === 32 || byte === 9;
}

/** Where the colon of a field's name stands; -1 when the line does not begin with a name (RFC 5322 §2.2, blanks before the colon §4.5). */
function colonOf(buffer: Buffer, at: number, end: number): number {
  let index = at;
  for (; index < end; index++) {
    const byte = buffer[index] as number;
    if (byte === COLON) return index > at ? index : -1;
    if (byte <= 32 || byte === 127) break;
  }
  if (index === at) return -1;
  while (index < end && isBlank(buffer[index])) index++;
  return buffer[index] === COLON ? index : -1;
}

function lineEnd(buffer: Buffer, at: number): number {
  const lf = buffer.indexOf(LF, at);
  return lf < 0 ? buffer.length : lf;
}

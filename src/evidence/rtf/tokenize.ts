/** Receives what stands in an RTF document, in order; offsets are into the bytes tokenised. */
export interface RtfHandler {
  /** `{`; `at` is its offset. */
  open(at: number): void;
  /** `}`; there may be more of them than of `{`. */
  close(at: number): void;
  /** A control word, at most 32 letters of it; `value` is null where it has no number. */
  control(word: string, value: number | null): void;
  /** A control symbol: the byte after the backslash. */
  symbol(byte: number): void;
  /** `\'hh`. */
  hex(byte: number): void;
  /** Bytes of text, without line ends, NULs, braces and backslashes. */
  text(start: number, end: number): void;
  /** What `\bin` announces. */
  binary(start: number, end: number): void;
}

const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const QUOTE = 0x27;
const SPACE = 0x20;
const MINUS = 0x2d;
const LONGEST_WORD = 32;
const LARGEST = 0x7fffffff;

/** Splits RTF (RTF 1.9.1, "RTF syntax") between two offsets into its tokens; every byte is looked at once. */
export function tokenizeRtf(bytes: Buffer, start: number, end: number, handler: RtfHandler): void {
  for (let at = start; at < end; ) {
    const byte = bytes[at] as number;
    if (byte === BACKSLASH) at = backslash(bytes, at + 1, end, handler);
    else if (byte === OPEN || byte === CLOSE) {
      if (byte === OPEN) handler.open(at);
      else handler.close(at);
      at += 1;
    } else if (isIgnored(byte)) at += 1;
    else {
      const from = at;
      at = endOfText(bytes, at + 1, end);
      handler.text(from, at);
    }
  }
}

const isIgnored = (byte: number) => byte === 0x0a || byte === 0x0d || byte === 0;
const isLetter = (byte: number) => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39;

function endOfText(bytes: Buffer, start: number, end: number): number {
  let at = start;
  for (; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte === BACKSLASH || byte === OPEN || byte === CLOSE || isIgnored(byte)) break;
  }
  return at;
}

/** Reads what follows a backslash; the offset after it. */
function backslash(bytes: Buffer, at: number, end: number, handler: RtfHandler): number {
  if (at >= end) return end;
  const byte = bytes[at] as number;
  if (isLetter(byte)) return controlWord(bytes, at, end, handler);
  if (byte !== QUOTE) {
    handler.symbol(byte);
    return at + 1;
  }
  const high = hexDigit(bytes[at + 1]);
  const low = hexDigit(bytes[at + 2]);
  if (high < 0 || low < 0 || at + 2 >= end) return at + 1;
  handler.hex(high * 16 + low);
  return at + 3;
}

/** The value of a hexadecimal digit; -1 for any other byte. */
export function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (isDigit(byte)) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function controlWord(bytes: Buffer, start: number, end: number, handler: RtfHandler): number {
  let at = start;
  while (at < end && isLetter(bytes[at] as number)) at += 1;
  const word = bytes.toString('latin1', start, Math.min(at, start + LONGEST_WORD));
  const number = readNumber(bytes, at, end);
  at = number.end;
  if (at < end && bytes[at] === SPACE) at += 1;
  if (word !== 'bin') {
    handler.control(word, number.value);
    return at;
  }
  // A count beyond the end is damage, and must not hide the text that follows.
  const after = at + Math.max(0, number.value ?? 0);
  if (after > end) return at;
  handler.binary(at, after);
  return after;
}

const NO_NUMBER = null;

function readNumber(
  bytes: Buffer,
  start: number,
  end: number,
): { readonly value: number | null; readonly end: number } {
  const isNegative = bytes[start] === MINUS;
  let at = isNegative ? start + 1 : start;
  if (at >= end || !isDigit(bytes[at] as number)) return { value: NO_NUMBER, end: start };
  let value = 0;
  for (; at < end && isDigit(bytes[at] as number); at += 1) {
    value = Math.min(LARGEST, value * 10 + (bytes[at] as number) - 0x30);
  }
  return { value: isNegative ? -value : value, end: at };
}

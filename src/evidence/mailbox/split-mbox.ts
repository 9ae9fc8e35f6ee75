import type { ByteWindow } from '../source/byte-window.ts';
import { endByContentLength, landsOnSeparator } from './content-length.ts';
import { findSeparator } from './find-separator.ts';
import { SEPARATOR_CONTEXT, type SeparatorStyle } from './separator.ts';

/** One message of an mbox, between its separators. */
export interface MboxEntry {
  /** Where the message's header begins in the source, past its separator line. */
  readonly offset: number;
  /** The message without the line break before the next separator; without the empty line that the format adds, where it is the last. */
  readonly bytes: Buffer;
  /** Whether it was longer than may be in memory, and `bytes` is its beginning. */
  readonly cut: boolean;
  /** Where the next separator begins, or the source ends. */
  readonly next: number;
  /** How many separators were passed, this message's included. */
  readonly separators: number;
}

/** Bytes kept before the place reached, so that a separator found there can look at the line before it. */
const LOOK_BACK = 4;

/**
 * Cuts an mbox (mboxo, mboxrd, mboxcl, mboxcl2) at its separators, one message in memory at a time.
 * @param window At a separator, as `firstSeparator` or an earlier entry's `next` says, or past one, at an entry's `offset`.
 * @param messageBytes Bytes of a message that may be in memory; a longer one is cut and the search goes on.
 */
export async function* splitMbox(
  window: ByteWindow,
  style: SeparatorStyle,
  messageBytes: number,
): AsyncGenerator<MboxEntry> {
  for (let separators = 1; (await window.atLeast(SEPARATOR_CONTEXT)).length > 0; separators += 1) {
    yield { ...(await nextEntry(window, style, messageBytes)), separators };
  }
}

async function nextEntry(
  window: ByteWindow,
  style: SeparatorStyle,
  messageBytes: number,
): Promise<Omit<MboxEntry, 'separators'>> {
  if (window.bytes.subarray(0, FROM.length).equals(FROM)) {
    const feed = window.bytes.indexOf(0x0a);
    window.advance(feed < 0 ? window.bytes.length : feed + 1);
  }
  const offset = window.offset;
  const end = await entryEnd(window, style, messageBytes);
  if (end !== null) {
    const held = window.bytes.subarray(0, end);
    const bytes = end < window.bytes.length ? withoutLastBreak(held) : withoutLastEmptyLine(held);
    window.advance(end);
    return { offset, bytes, cut: false, next: window.offset };
  }
  const bytes = window.bytes.subarray(0, messageBytes);
  await skipToSeparator(window, style, messageBytes);
  return { offset, bytes, cut: true, next: window.offset };
}

/** The message's length with the empty line after it; null where it is longer than `messageBytes`. */
async function entryEnd(window: ByteWindow, style: SeparatorStyle, messageBytes: number): Promise<number | null> {
  let from = 0;
  if (await startsAtSeparator(window, style)) return 0;
  for (;;) {
    const search = findSeparator(window.bytes, from, window.ended, style);
    if (search.found) return (await endInsteadOf(window, search.at, style, messageBytes)) ?? search.at;
    if (window.ended) return window.bytes.length > messageBytes ? null : window.bytes.length;
    if (search.searched > messageBytes) return null;
    from = search.searched;
    await window.more();
  }
}

/** An mbox may hold a message of no bytes: the next separator follows at once. */
async function startsAtSeparator(window: ByteWindow, style: SeparatorStyle): Promise<boolean> {
  const bytes = await window.atLeast(SEPARATOR_CONTEXT);
  return (
    bytes.length > 0 &&
    landsOnSeparator(Buffer.concat([LINE_FEED, bytes.subarray(0, SEPARATOR_CONTEXT)]), 1, false, style) === 1
  );
}

const FROM = Buffer.from('From ');
const LINE_FEED = Buffer.from('\n');

/** Where a Content-Length field that holds true ends the message, beyond a line that only looks like a separator. */
async function endInsteadOf(
  window: ByteWindow,
  candidate: number,
  style: SeparatorStyle,
  messageBytes: number,
): Promise<number | null> {
  const end = endByContentLength(window.bytes.subarray(0, candidate));
  if (end <= candidate || end > messageBytes) return null;
  const bytes = await window.atLeast(end + SEPARATOR_CONTEXT);
  const landed = landsOnSeparator(bytes, end, window.ended, style);
  return landed < 0 ? null : landed;
}

async function skipToSeparator(window: ByteWindow, style: SeparatorStyle, from: number): Promise<void> {
  let at = from;
  for (;;) {
    const search = findSeparator(window.bytes, at, window.ended, style);
    if (search.found) return window.advance(search.at);
    if (window.ended) return window.advance(window.bytes.length);
    const kept = Math.max(0, search.searched - LOOK_BACK);
    window.advance(kept);
    at = search.searched - kept;
    await window.more();
  }
}

/** The line break before a separator belongs to it: the empty line of the format, or what Netscape wrote for one. */
function withoutLastBreak(bytes: Buffer): Buffer {
  if (bytes.at(-1) !== 0x0a) return bytes;
  return bytes.subarray(0, bytes.at(-2) === 0x0d ? -2 : -1);
}

function withoutLastEmptyLine(bytes: Buffer): Buffer {
  const rest = withoutLastBreak(bytes);
  return rest.at(-1) === 0x0a ? rest : bytes;
}

import type { ByteSpan } from '../../core/index.ts';
import type { ExtractedText, Part } from '../part.ts';

const NEEDLE = '>From ';
const GREATER = 0x3e;
const FEED = 0x0a;

/**
 * Takes one `>` off each line of an mbox message's text that begins `>From `, `>>From ` and so on (mboxrd; for mboxo this is right in
 * practice). It is done in the text, so that every offset still counts the source's own bytes; attachments' bytes stay as they stand in the file.
 */
export function unquoteFromLines(part: Part): Part {
  if (part.content.state !== 'text' || part.member.length > 0 || !part.mediaType.startsWith('text/')) return part;
  const text = unquoted(part.content.text);
  return text === part.content.text ? part : { ...part, content: { state: 'text', text } };
}

function unquoted(text: ExtractedText): ExtractedText {
  const bytes = Buffer.from(text.utf8.buffer, text.utf8.byteOffset, text.utf8.byteLength);
  const removed = quoteMarks(bytes);
  if (removed.length === 0) return text;
  const shift = (at: number) => at - countBelow(removed, at);
  return {
    utf8: without(bytes, removed),
    hidden: text.hidden
      .map(([start, end]): ByteSpan => [shift(start), shift(end)])
      .filter(([start, end]) => start < end),
    landmarks: text.landmarks.map(({ at, name }) => ({ at: shift(at), name })),
  };
}

/** Indexes of the first `>` of each quoted line. */
function quoteMarks(bytes: Buffer): readonly number[] {
  const marks: number[] = [];
  for (let at = bytes.indexOf(NEEDLE); at >= 0; at = bytes.indexOf(NEEDLE, at + 1)) {
    let start = at;
    while (start > 0 && bytes[start - 1] === GREATER) start -= 1;
    if (start === 0 || bytes[start - 1] === FEED) marks.push(start);
  }
  return marks;
}

function without(bytes: Buffer, removed: readonly number[]): Uint8Array {
  const kept: Buffer[] = [];
  let from = 0;
  for (const at of removed) {
    kept.push(bytes.subarray(from, at));
    from = at + 1;
  }
  kept.push(bytes.subarray(from));
  return Buffer.concat(kept);
}

/** How many of the ascending `places` lie below `at`. */
function countBelow(places: readonly number[], at: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

import { Buffer } from 'node:buffer';
import type { ByteSpan } from '../../core/index.ts';

/** What stands in place of every secret, whatever its length. */
export const MASK = '████████';

/** The spans as few as can be: sorted, those that touch or overlap made one. */
export function mergeSpans(spans: readonly ByteSpan[]): readonly ByteSpan[] {
  const merged: [number, number][] = [];
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** A copy of the text with each span's bytes replaced by the mask; a span that cuts a character takes all of it. */
export function maskUtf8(utf8: Uint8Array, spans: readonly ByteSpan[]): Uint8Array {
  const mask = Buffer.from(MASK);
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (const [start, end] of mergeSpans(spans.map((span) => wholeCharacters(utf8, span)))) {
    pieces.push(utf8.subarray(from, start), mask);
    from = end;
  }
  pieces.push(utf8.subarray(from));
  return Buffer.concat(pieces);
}

/** @param spans bytes of the text's UTF-8 form. */
export function maskText(text: string, spans: readonly ByteSpan[]): string {
  return spans.length === 0 ? text : Buffer.from(maskUtf8(Buffer.from(text), spans)).toString('utf8');
}

function wholeCharacters(utf8: Uint8Array, [start, end]: ByteSpan): ByteSpan {
  let first = Math.max(0, Math.min(start, utf8.length));
  let last = Math.max(first, Math.min(end, utf8.length));
  for (let steps = 0; steps < 3 && first > 0 && isContinuation(utf8[first]); steps += 1) first -= 1;
  for (let steps = 0; steps < 3 && last < utf8.length && isContinuation(utf8[last]); steps += 1) last += 1;
  return [first, last];
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

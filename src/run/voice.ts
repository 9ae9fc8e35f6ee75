import type { Document, Message } from '../evidence/index.ts';
import { quoteRanges } from '../intake/index.ts';
import type { ScannedText } from './scanned-text.ts';

/** Whose words an occurrence stands in: the sender's own, a quote's in the sender's mail, or those of a message inside the message. */
export type Voice = 'written' | 'quoted' | 'embedded';

/** Tells of each finding of a text whose words it stands in, by where its span begins. */
export function voices(item: Message | Document, text: ScannedText): (spanStart: number) => Voice {
  const part = item.parts[text.index];
  if (part !== undefined && isEmbedded(item, text.index)) return () => 'embedded';
  if (part === undefined || part.role === 'attachment') return () => 'written';
  const utf8 = Buffer.from(text.utf8.buffer, text.utf8.byteOffset, text.utf8.byteLength);
  const quotes = quoteRanges(utf8.toString('utf8'));
  if (quotes.length === 0) return () => 'written';
  return (spanStart) => {
    const at = utf8.subarray(0, spanStart).toString('utf8').length;
    return quotes.some(({ start, end }) => at >= start && at < end) ? 'quoted' : 'written';
  };
}

/** Whether the part belongs to a message that the message carries: its number, or its members, go on from those of a message part. */
function isEmbedded({ parts }: Message | Document, index: number): boolean {
  const inner = parts[index];
  return parts.slice(0, index).some((outer) => {
    if (outer.content.state !== 'message' || inner === undefined) return false;
    if (outer.member.length === 0 && inner.path.startsWith(`${outer.path}.`)) return true;
    const isBelow = inner.path === outer.path && inner.member.length > outer.member.length;
    return isBelow && outer.member.every((name, at) => inner.member[at] === name);
  });
}

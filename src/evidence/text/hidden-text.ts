import type { ExtractedText } from '../part.ts';

const LINE_FEED = Buffer.from('\n');

/** What a reader sees, and after it, on lines of its own and marked, what one does not. */
export function joinHidden(visible: Buffer, hidden: Buffer): ExtractedText {
  if (hidden.length === 0) return { utf8: visible, hidden: [], landmarks: [] };
  if (visible.length === 0) return { utf8: hidden, hidden: [[0, hidden.length]], landmarks: [] };
  const utf8 = Buffer.concat([visible, LINE_FEED, hidden]);
  return { utf8, hidden: [[visible.length + 1, utf8.length]], landmarks: [] };
}

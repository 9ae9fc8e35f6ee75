import type { ByteSpan } from '../../core/index.ts';
import type { Extraction } from '../mime/part-extractor.ts';
import type { Part } from '../part.ts';
import type { Shortfall } from '../shortfall.ts';

/** A part that came to text, and the parts found in it. */
export function textExtraction(
  utf8: Uint8Array,
  hidden: readonly ByteSpan[] = [],
  members: readonly Part[] = [],
): Extraction {
  return { content: { state: 'text', text: { utf8, hidden, landmarks: [] } }, members, problems: [] };
}

/** A part whose content is its members. */
export function containerExtraction(members: readonly Part[]): Extraction {
  return { content: { state: 'container' }, members, problems: [] };
}

/** A part that was not read. */
export function unreadExtraction({ reason, detail }: Shortfall): Extraction {
  return { content: { state: 'unread', reason, detail }, members: [], problems: [] };
}

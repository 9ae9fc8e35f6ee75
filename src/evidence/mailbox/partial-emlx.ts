import type { Part } from '../part.ts';

const FIELD = Buffer.from('X-Apple-Content-Length:');
/** An empty body has no more than its line break. */
const LINE_BREAK = 2;
const APART =
  'Apple Mail keeps this attachment beside the message, in its Attachments folder, and not in it; add that folder.';

/** A part of a .partialemlx file whose content Apple Mail keeps apart, as unread; any other part as it is. */
export function attachmentApart(message: Buffer, part: Part): Part {
  const { headerSpan, bodySpan } = part;
  if (headerSpan === null || bodySpan === null || part.member.length > 0) return part;
  if (bodySpan[1] - bodySpan[0] > LINE_BREAK || part.content.state === 'container') return part;
  if (!message.subarray(...headerSpan).includes(FIELD)) return part;
  return { ...part, content: { state: 'unread', reason: 'not-found', detail: APART } };
}

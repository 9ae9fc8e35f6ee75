import type { Document, Landmark, Message, Part } from '../evidence/index.ts';
import type { ScanContext } from '../secrets/index.ts';

const COMPANION_CHARACTERS = 2000;
const COMPANION_BYTES = 4 * COMPANION_CHARACTERS;

/** One text of a message or document, and what is known around it. */
export interface ItemText {
  /** Part number, or "subject". */
  readonly part: string;
  /** Which of the item's parts it is, from 0; -1 for the subject. Names of members may repeat, this does not. */
  readonly index: number;
  readonly member: readonly string[];
  readonly utf8: Uint8Array;
  readonly landmarks: readonly Landmark[];
  readonly context: ScanContext;
}

/** The subject and every text of a message or document, in order. */
export function* itemTexts(item: Message | Document): Generator<ItemText> {
  const subject = item.type === 'message' ? item.header.subject : null;
  if (subject !== null) {
    const context = { subject: null, role: 'subject', companion: companionOf(item) } as const;
    const utf8 = new TextEncoder().encode(subject);
    yield { part: 'subject', index: -1, member: [], utf8, landmarks: [], context };
  }
  for (const [index, part] of item.parts.entries()) {
    if (part.content.state !== 'text') continue;
    const { utf8, landmarks } = part.content.text;
    yield {
      part: part.path,
      index,
      member: part.member,
      utf8,
      landmarks,
      context: { subject, role: roleOf(item, part) },
    };
  }
}

/** A body may say that the subject is the password: the subject is read beside the beginning of the first body. */
function companionOf(item: Message | Document): string | null {
  for (const part of item.parts) {
    if (part.content.state !== 'text' || part.role !== 'body') continue;
    return Buffer.from(part.content.text.utf8.subarray(0, COMPANION_BYTES))
      .toString('utf8')
      .slice(0, COMPANION_CHARACTERS);
  }
  return null;
}

function roleOf(item: Message | Document, part: Part): ScanContext['role'] {
  if (item.type === 'document') return 'file';
  return part.role === 'body' || part.role === 'alternative' ? 'body' : 'attachment';
}

import type { Document, Message } from './message.ts';
import type { Part } from './part.ts';
import type { Problem } from './problem.ts';

/** The item with other parts, and further problems; its own problems stay unread until asked for. */
export function withParts(item: Message, parts: readonly Part[], further?: readonly Problem[]): Message;
export function withParts(item: Document, parts: readonly Part[], further?: readonly Problem[]): Document;
export function withParts(item: Message | Document, parts: readonly Part[]): Message | Document;
export function withParts(
  item: Message | Document,
  parts: readonly Part[],
  further: readonly Problem[] = [],
): Message | Document {
  const { source, span, place } = item;
  const about = {
    source,
    span,
    place,
    parts,
    get problems() {
      return further.length === 0 ? item.problems : [...item.problems, ...further];
    },
  };
  // Assigned, not spread: a spread would read the problems.
  if (item.type === 'message') return Object.assign(about, { type: item.type, header: item.header });
  return Object.assign(about, { type: item.type });
}

import type { ScoredMessage } from '../scored-case.ts';
import type { MessageName } from '../truth/truth.ts';
import { bareId } from './places.ts';

/** The one text that names a message: its bare Message-ID, or its sender and the minute it was sent. */
function messageKey(message: MessageName | ScoredMessage): string {
  if (message.messageId !== null && bareId(message.messageId) !== '') return bareId(message.messageId);
  const sent = message.sentAt === null ? Number.NaN : Date.parse(message.sentAt);
  const minute = Number.isNaN(sent) ? '' : new Date(sent).toISOString().slice(0, 16);
  return `${(message.from ?? '').toLowerCase()} ${minute}`;
}

export function messageKeys(messages: readonly (MessageName | ScoredMessage)[]): ReadonlySet<string> {
  return new Set(messages.map(messageKey));
}

/** How many of `wanted` are in `given`. */
export function overlap(wanted: ReadonlySet<string>, given: ReadonlySet<string>) {
  return { right: [...wanted].filter((key) => given.has(key)).length, of: wanted.size };
}

/** `all` without what is in `left`. */
export function without(all: ReadonlySet<string>, left: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...all].filter((key) => !left.has(key)));
}

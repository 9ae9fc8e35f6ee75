import type { ScoredMessage } from '../scored-case.ts';
import type { MessageName } from '../truth/truth.ts';
import { bareId } from './places.ts';

/** Gives messages as a set of keys; one message has one key, however the case names it. */
export type MessageKeys = (messages: readonly (MessageName | ScoredMessage)[]) => ReadonlySet<string>;

const MINUTE = 60_000;
/** A list names a time in another zone. */
const DAY = 86_400_000;

/**
 * A message is named by its Message-ID, its sender and the minute it was sent, since an id may be given to several. A case may not know
 * all of them: what it names is the known message that it can only mean, the nearest in time, or else a message of its own.
 */
export function messageKeysAmong(known: readonly MessageName[]): MessageKeys {
  const byId = grouped(known, ({ messageId }) => idOf(messageId));
  const bySender = grouped(known, ({ from }) => senderOf(from));
  const meant = (message: MessageName | ScoredMessage): MessageName | ScoredMessage => {
    const id = idOf(message.messageId);
    const candidates = (id === '' ? bySender.get(senderOf(message.from)) : byId.get(id)) ?? [];
    return nearest(message, candidates, id === '' ? MINUTE : DAY) ?? message;
  };
  return (messages) => new Set(messages.map((message) => keyOf(meant(message))));
}

function nearest(message: ScoredMessage, candidates: readonly MessageName[], reach: number): MessageName | null {
  const [from, sent] = [senderOf(message.from), millisecondsOf(message.sentAt)];
  const apart = (one: MessageName) => Math.abs((millisecondsOf(one.sentAt) ?? sent ?? 0) - (sent ?? 0));
  const possible = candidates
    .filter((one) => from === '' || senderOf(one.from) === '' || senderOf(one.from) === from)
    .filter((one) => sent === null || apart(one) < reach);
  if (sent === null) return possible.length === 1 ? (possible[0] ?? null) : null;
  return possible.toSorted((a, b) => apart(a) - apart(b))[0] ?? null;
}

function keyOf({ messageId, from, sentAt }: MessageName | ScoredMessage): string {
  const sent = millisecondsOf(sentAt);
  return [idOf(messageId), senderOf(from), sent === null ? '' : Math.floor(sent / MINUTE)].join(' ');
}

const idOf = (messageId: string | null) => (messageId === null ? '' : bareId(messageId));
const senderOf = (from: string | null) => (from ?? '').toLowerCase();

function millisecondsOf(sentAt: string | null): number | null {
  const sent = sentAt === null ? Number.NaN : Date.parse(sentAt);
  return Number.isNaN(sent) ? null : sent;
}

function grouped(messages: readonly MessageName[], by: (message: MessageName) => string) {
  const groups = new Map<string, MessageName[]>();
  for (const message of messages) groups.set(by(message), [...(groups.get(by(message)) ?? []), message]);
  return groups;
}

/** How many of `wanted` are in `given`. */
export function overlap(wanted: ReadonlySet<string>, given: ReadonlySet<string>) {
  return { right: [...wanted].filter((key) => given.has(key)).length, of: wanted.size };
}

/** `all` without what is in `left`. */
export function without(all: ReadonlySet<string>, left: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...all].filter((key) => !left.has(key)));
}

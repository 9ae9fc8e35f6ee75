import { type Document, type Key, type Message, openedBy, type Part } from '../evidence/index.ts';
import type { Scanner } from '../secrets/index.ts';
import { itemMask } from './item-mask.ts';

/** A password that opened something that was mailed too. */
export interface MailedKey {
  readonly value: string;
  /** What it opened, in a few sentences without it; names are masked by rule. */
  readonly reasons: readonly string[];
}

/** How the message that gave a key is called in a sentence, by the key's origin. */
export type NameOfGiver = (origin: string) => string;

/** Origin of a key that stands in the very item it opens. */
export const SAME_MESSAGE = '';

export const SAME_MESSAGE_ONLY: NameOfGiver = () => 'the same message';

const MOST_REASONS = 3;
/** What could steer a terminal or break a line. */
const CONTROLS = /[\p{C}\u2028\u2029]/gu;

/** A name out of the evidence, for a sentence. */
export function plainName(name: string): string {
  return name.replace(CONTROLS, ' ');
}

/** A lock that a password opened: on the part at an index, or on the archive of which that part is a member. */
export interface OpenedLock {
  readonly index: number;
  readonly key: Key;
}

/** Every part of an item that a password opened, in document order. */
export function openedLocks({ parts }: Message | Document): readonly OpenedLock[] {
  return parts.flatMap((part, index) => {
    const key = openedBy(part);
    return key === null ? [] : [{ index, key }];
  });
}

/** What the attachment is called that the part at an index is, or is inside of; masked by rule, and where a password that opened something is in it. */
export function attachmentName(item: Message | Document, index: number, scanner: Scanner): string {
  const path = item.parts[index]?.path;
  const outer = item.parts.find((other) => other.path === path && other.member.length === 0);
  return itemMask(item, [], scanner).text(plainName(outer?.fileName ?? 'an attachment'));
}

/** The passwords that are proven where an item is scanned: those it gave to others, and those that opened parts of it. */
export function keysIn(item: Message | Document, scanner: Scanner, given: readonly MailedKey[]): readonly MailedKey[] {
  const own = openedLocks(item).map(({ index, key }) => {
    return { value: key.reveal(), reasons: [`opened ${attachmentName(item, index, scanner)} of ${sameItem(item)}`] };
  });
  const byValue = Map.groupBy([...given, ...own], ({ value }) => value);
  return [...byValue].map(([value, keys]) => ({
    value,
    reasons: [...new Set(keys.flatMap(({ reasons }) => reasons))].slice(0, MOST_REASONS),
  }));
}

/** Tells of the part at an index what opened it, or what opened the part around it; nothing where nothing was locked. */
export function openingReasons(
  item: Message | Document,
  scanner: Scanner,
  nameOf: NameOfGiver,
): (index: number) => readonly string[] {
  const locks = openedLocks(item);
  if (locks.length === 0) return () => [];
  return (index) => {
    const part = item.parts[index];
    const lock = part === undefined ? undefined : locks.findLast((each) => isAround(item.parts[each.index], part));
    if (lock === undefined) return [];
    const giver = lock.key.origin === SAME_MESSAGE ? sameItem(item) : nameOf(lock.key.origin);
    return [`${attachmentName(item, lock.index, scanner)} was opened by a password in ${giver}`];
  };
}

const sameItem = ({ type }: Message | Document) => (type === 'message' ? 'the same message' : 'the same file');

function isAround(outer: Part | undefined, { path, member }: Part): boolean {
  if (outer === undefined || outer.path !== path || outer.member.length > member.length) return false;
  return outer.member.every((name, at) => member[at] === name);
}

import { mapiMessage } from '../mapi/mapi-message.ts';
import type { NamedProperties } from '../mapi/named-properties.ts';
import type { Document, Message } from '../message.ts';
import type { Extraction, LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import type { Part } from '../part.ts';
import { bytePlace } from '../place.ts';
import type { Shortfall } from '../shortfall.ts';
import { memoryAccess } from '../source/random-access.ts';
import { containerExtraction, unreadExtraction } from '../text/extraction.ts';
import { unreadMember } from '../text/member.ts';
import { TOO_DEEP, TOO_LONG, TOO_MANY } from '../text/member-budget.ts';
import { membersByName } from '../text/message-members.ts';
import { associatedDocument } from './associated-item.ts';
import type { PstStore } from './node.ts';
import { openObject } from './open-object.ts';
import { openPst } from './open-pst.ts';
import { stateDocument } from './state-document.ts';
import type { StoreItem } from './store-item.ts';
import { storeNames } from './store-names.ts';
import { walkStore } from './walk-store.ts';

/** A PST or OST found in an attachment or archive: a container of its items, named by folder and number: "Inbox #12". */
export function extractPst(leaf: LeafPart, extract: PartExtractor): Extraction {
  if (leaf.depth >= leaf.allowance.budget.depth) return unreadExtraction(TOO_DEEP);
  const store = openPst(memoryAccess(leaf.bytes()), leaf.allowance.budget);
  if ('reason' in store) return unreadExtraction(store);
  return containerExtraction([...storeParts(leaf, store, extract)]);
}

function* storeParts(leaf: LeafPart, store: PstStore, extract: PartExtractor): Generator<Part> {
  const { names, shortfall } = storeNames(store);
  if (shortfall !== null) yield unreadMember(leaf, 'Names of fields', shortfall);
  const nameOf = numbering();
  for (const item of walkStore(store)) {
    const read = openItem(leaf, item, names, extract);
    if (read === null) continue;
    const name = nameOf(item.folder ?? '');
    if (!leaf.allowance.takePart()) return yield unreadMember(leaf, name, TOO_MANY);
    if ('reason' in read) yield unreadMember(leaf, name, read);
    else {
      const parts = itemParts(leaf, name, read());
      if (!leaf.allowance.takeExpandedBytes(textBytes(parts))) return yield unreadMember(leaf, name, TOO_LONG);
      yield* parts;
    }
  }
}

/** Numbers what stands in each folder, from 1. */
function numbering(): (folder: string) => string {
  const counts = new Map<string, number>();
  return (folder) => {
    const number = (counts.get(folder) ?? 0) + 1;
    counts.set(folder, number);
    return `${folder} #${number}`.trimStart();
  };
}

/** A step of the walk, opened: what reads it; null where it is nothing. */
function openItem(
  { allowance, depth }: LeafPart,
  item: StoreItem,
  names: NamedProperties,
  extract: PartExtractor,
): (() => Message | Document) | Shortfall | null {
  const { budget } = allowance;
  if (item.kind === 'state') return () => stateDocument(item, { source: '', budget, place: bytePlace(item.span[0]) });
  if (item.kind !== 'object') return item.shortfall;
  const opened = openObject(item, names);
  if (opened === null || 'reason' in opened) return opened;
  const { object, span } = opened;
  const within = { allowance, depth: depth + 1 };
  const options = { budget, source: '', span, place: bytePlace(span[0]), extract, within };
  return () => (item.isAssociated ? associatedDocument(object, options) : mapiMessage(object, options));
}

/** An item as a member that is a message, or a container of what Outlook's own item says; and what is found in it. */
function itemParts(leaf: LeafPart, name: string, item: Message | Document): readonly Part[] {
  const content = item.type === 'message' ? ({ state: 'message', header: item.header } as const) : CONTAINER;
  const part: Part = {
    path: leaf.path,
    member: [name],
    role: 'attachment',
    mediaType: item.type === 'message' ? 'message/rfc822' : 'application/x-outlook-settings',
    charset: null,
    fileName: null,
    contentId: null,
    headerSpan: null,
    bodySpan: null,
    content,
    bytes: () => null,
    problems: item.problems.map(({ code }) => ({ code, offset: -1 })),
  };
  return [part, ...membersByName(leaf, item.parts).map((inner) => ({ ...inner, member: [name, ...inner.member] }))];
}

const CONTAINER = { state: 'container' } as const;

function textBytes(parts: readonly Part[]): number {
  let total = 0;
  for (const { content } of parts) if (content.state === 'text') total += content.text.utf8.length;
  return total;
}

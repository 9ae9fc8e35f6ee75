import { mapiMessage } from '../mapi/mapi-message.ts';
import type { Document, Message } from '../message.ts';
import type { Extraction, LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import type { Part } from '../part.ts';
import { bytePlace } from '../place.ts';
import { memoryAccess } from '../source/random-access.ts';
import { containerExtraction, unreadExtraction } from '../text/extraction.ts';
import { unreadMember } from '../text/member.ts';
import { TOO_DEEP, TOO_LONG, TOO_MANY } from '../text/member-budget.ts';
import { membersByName } from '../text/message-members.ts';
import { associatedDocument } from './associated-item.ts';
import type { PstStore } from './node.ts';
import { openObject } from './open-object.ts';
import { openPst } from './open-pst.ts';
import type { OpenedObject } from './opened-object.ts';
import type { StoredObject } from './store-item.ts';
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
    const opened = item.kind === 'object' ? openObject(item, names) : item.shortfall;
    if (opened === null) continue;
    const name = nameOf(item.folder ?? '');
    if (!leaf.allowance.takePart()) return yield unreadMember(leaf, name, TOO_MANY);
    if ('reason' in opened) yield unreadMember(leaf, name, opened);
    else if (item.kind === 'object') {
      const parts = itemParts(leaf, name, readItem(leaf, item, opened, extract));
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

function readItem(
  { allowance, depth }: LeafPart,
  { isAssociated }: StoredObject,
  { object, span }: OpenedObject,
  extract: PartExtractor,
): Message | Document {
  const within = { allowance, depth: depth + 1 };
  const options = { budget: allowance.budget, source: '', span, place: bytePlace(span[0]), extract, within };
  return isAssociated ? associatedDocument(object, options) : mapiMessage(object, options);
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

import type { Parsers, PieceLimits, ReadOrder } from '../documents/document-reader.ts';
import type { Key, KeySource } from '../key.ts';
import type { Document, Message } from '../message.ts';
import type { Allowance } from '../mime/allowance.ts';
import type { Extraction } from '../mime/part-extractor.ts';
import type { Part } from '../part.ts';
import { extractPart } from '../text/extract-part.ts';
import { withParts } from '../with-parts.ts';
import { assemblePieces } from './assemble-pieces.ts';
import { type Deferral, deferralOf, markDeferred, markOpened, openedBy } from './deferral.ts';
import { Keyring } from './keyring.ts';

/** Who opens what is deferred, and how. */
export interface Opener {
  readonly parsers: Parsers;
  /** Gives passwords for what is locked; null where none are to be tried. */
  readonly keys: KeySource | null;
  /** Whether to look for letters in pictures. */
  readonly ocr: boolean;
}

/**
 * Opens what reading an item left to readers of complex formats, in document order, and then, with passwords, what they found locked.
 * @returns the same item where nothing was left.
 */
export async function openDeferred(item: Message | Document, opener: Opener): Promise<Message | Document> {
  if (!item.parts.some(isDeferred)) return item;
  const opened = withParts(item, await openParts(item.parts, opener, NO_KEYS));
  if (opener.keys === null || !opened.parts.some(isDeferred)) return opened;
  return openLocked(opened, opener, opener.keys);
}

/** Times that an item is asked for passwords: what one opens may hold the next. */
const ROUNDS = 3;

async function openLocked(item: Message | Document, opener: Opener, source: KeySource): Promise<Message | Document> {
  const tried = new Set<string>();
  let opened = item;
  for (let round = 0; round < ROUNDS && opened.parts.some(isDeferred); round += 1) {
    const proven = opened.parts.flatMap((part) => openedBy(part) ?? []);
    const fresh = (await source(opened)).filter((key) => !tried.has(key.reveal()));
    if (fresh.length === 0) break;
    for (const key of fresh) tried.add(key.reveal());
    opened = withParts(opened, await openParts(opened.parts, opener, new Keyring([...proven, ...fresh])));
    if (opened.parts.filter((part) => openedBy(part) !== null).length === proven.length) break;
  }
  return opened;
}

const NO_KEYS = new Keyring([]);

/** Has children begin on what an item left, ahead of its turn. What it comes to is the same without. */
export function prepareDeferred({ parts }: Message | Document, opener: Opener): void {
  if (opener.parsers.prepare === undefined) return;
  for (const deferral of parts.map(deferralOf))
    if (deferral !== null) opener.parsers.prepare(orderFor(deferral, opener, []));
}

const isDeferred = (part: Part) => deferralOf(part) !== null;

async function openParts(parts: readonly Part[], opener: Opener, ring: Keyring): Promise<readonly Part[]> {
  const opened: Part[] = [];
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index];
    if (part === undefined) break;
    const deferral = deferralOf(part);
    if (deferral === null) {
      opened.push(part);
      continue;
    }
    // What an earlier try found inside comes anew.
    while (isInside(parts[index + 1], part)) index += 1;
    opened.push(...(await openPart(part, deferral, opener, ring)));
  }
  return opened;
}

/** The part and all that is found inside. What an earlier try took for that is given back first. */
async function openPart(part: Part, deferral: Deferral, opener: Opener, ring: Keyring): Promise<readonly Part[]> {
  const { allowance } = deferral.leaf;
  allowance.giveBack(deferral.spent);
  const { partsLeft, expandedBytesLeft } = allowance;
  const { part: outer, members } = placed(part, await open(deferral, opener, ring.offer()));
  keepOpener(part, outer);
  ring.note([outer, ...members]);
  const inside = await openMembers(members, opener, ring);
  const spent = {
    parts: partsLeft - allowance.partsLeft,
    expandedBytes: expandedBytesLeft - allowance.expandedBytesLeft,
  };
  if (isDeferred(outer)) markDeferred(outer.content, { ...deferral, spent });
  return [outer, ...inside];
}

/** What a password gave out of a locked part still comes by that password once it is opened itself. */
function keepOpener(before: Part, after: Part): void {
  const key = openedBy(before);
  if (key !== null && openedBy(after) === null) markOpened(after.content, key);
}

/** What stands inside is opened once without passwords, as everything is, and where it is locked once more with them. */
async function openMembers(members: readonly Part[], opener: Opener, ring: Keyring): Promise<readonly Part[]> {
  if (!members.some(isDeferred)) return members;
  const opened = await openParts(members, opener, NO_KEYS);
  return ring.isEmpty || !opened.some(isDeferred) ? opened : openParts(opened, opener, ring);
}

function open(deferral: Deferral, opener: Opener, keys: readonly Key[]): Promise<Extraction> {
  const pieces = opener.parsers.read(orderFor(deferral, opener, keys));
  return assemblePieces(deferral, pieces, { keys, extract: extractPart });
}

function orderFor({ leaf, reader }: Deferral, { ocr }: Opener, keys: readonly Key[]): ReadOrder {
  const { mediaType, fileName } = leaf;
  const passwords = keys.map((key) => key.reveal());
  return { reader, bytes: leaf.bytes(), mediaType, fileName, limits: limitsOf(leaf.allowance), passwords, ocr };
}

function limitsOf({ budget, partsLeft, expandedBytesLeft }: Allowance): PieceLimits {
  const { partBytes, expansionRatio } = budget;
  return { pieceBytes: partBytes, memberBytes: expandedBytesLeft, members: partsLeft, expansionRatio };
}

/** An extraction in the terms of the part it is of, which may itself stand in others. */
function placed(part: Part, { content, members, problems }: Extraction) {
  const { path, member } = part;
  return {
    part: { ...part, content, problems: [...part.problems, ...problems] },
    members: members.map((inner): Part => ({ ...inner, path, member: [...member, ...inner.member] })),
  };
}

function isInside(part: Part | undefined, { path, member }: Part): boolean {
  if (part === undefined || part.path !== path || part.member.length <= member.length) return false;
  return member.every((name, at) => part.member[at] === name);
}

import { decodeCharset } from '../decode/charset.ts';
import type { LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import type { Part } from '../part.ts';
import type { Shortfall } from '../shortfall.ts';
import { mediaTypeOf, recogniseSource } from '../source/recognise.ts';

/** One member of an archive or document, as far as it could be read. */
export interface Member {
  /** As the container has it; attacker-controlled. */
  readonly name: string;
  /** What could be read, decoded anew at each call; null where nothing could. */
  readonly bytes: (() => Uint8Array) | null;
  /** What could not be read of it; null where all was. */
  readonly shortfall: Shortfall | null;
}

const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A name from an archive without what could steer a terminal; it is shown, never used as a path. */
export function shownName(name: string): string {
  return name.replace(CONTROLS, '\uFFFD');
}

/**
 * A member and all that is found in it, as parts after its container's. What was cut or damaged is read as far as it goes, and an unread part of
 * the same name follows.
 * @param mediaType What the container says the member is, where its bytes do not say it themselves.
 */
export function memberParts(
  container: LeafPart,
  member: Member,
  extract: PartExtractor,
  mediaType: string | null = null,
): readonly Part[] {
  const { name, bytes, shortfall } = member;
  const read = bytes === null ? [] : readParts(container, name, bytes, extract, mediaType);
  return shortfall === null ? read : [...read, unreadMember(container, name, shortfall)];
}

/** A member, or the rest of one, that was not read. */
export function unreadMember(container: LeafPart, name: string, shortfall: Shortfall): Part {
  return {
    ...bare(container, name),
    mediaType: 'application/octet-stream',
    content: { state: 'unread', ...shortfall },
    bytes: () => null,
  };
}

function readParts(
  container: LeafPart,
  name: string,
  bytes: () => Uint8Array,
  extract: PartExtractor,
  mediaType: string | null,
): readonly Part[] {
  const leaf = memberLeaf(container, name, bytes(), mediaType);
  const { content, members, problems } = extract(leaf);
  const part: Part = { ...bare(container, name), mediaType: leaf.mediaType, content, bytes, problems };
  return [part, ...partsUnder(name, members)];
}

/** Parts found in a member, in terms of the part around it. */
export function partsUnder(name: string, parts: readonly Part[]): readonly Part[] {
  return parts.map((part) => ({ ...part, member: [name, ...part.member] }));
}

const UNKNOWN = 'application/octet-stream';

function memberLeaf(container: LeafPart, name: string, bytes: Uint8Array, mediaType: string | null): LeafPart {
  const recognised = mediaTypeOf(recogniseSource(bytes));
  return {
    path: container.path,
    mediaType: recognised === UNKNOWN ? (mediaType ?? UNKNOWN) : recognised,
    charset: null,
    fileName: name,
    role: 'attachment',
    depth: container.depth + 1,
    allowance: container.allowance,
    bytes: () => bytes,
    text: () => decodeCharset(bytes, null).utf8,
  };
}

function bare(container: LeafPart, name: string) {
  return {
    path: container.path,
    member: [name],
    role: 'attachment',
    charset: null,
    fileName: name,
    contentId: null,
    headerSpan: null,
    bodySpan: null,
    problems: [],
  } as const;
}

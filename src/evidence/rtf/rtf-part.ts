import type { Extraction, LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import type { Part } from '../part.ts';
import { type Shortfall, textExtraction } from '../text/extraction.ts';
import { htmlText } from '../text/html/html-text.ts';
import { memberParts, shownName, unreadMember } from '../text/member.ts';
import { TOO_DEEP, TOO_LONG, TOO_MANY } from '../text/member-budget.ts';
import { type RtfObject, readRtf } from './rtf-text.ts';

const START = /^(?:\xef\xbb\xbf)?\s{0,100}\{\\u?rtf/;

/** Whether bytes begin as an RTF document does, white space before it and all. */
export function looksLikeRtf(bytes: Uint8Array): boolean {
  return START.test(Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 128)).toString('latin1'));
}

/** An RTF part: its text, or that of the HTML encapsulated in it, and as members the files and pictures it embeds. */
export function extractRtf(leaf: LeafPart, extract: PartExtractor): Extraction {
  const { budget } = leaf.allowance;
  const { kind, text, objects, shortfall } = readRtf(leaf.bytes(), {
    textBytes: budget.partBytes,
    objects: budget.parts,
  });
  const { utf8, hidden } = kind === 'html' ? htmlText(text.utf8) : text;
  const members = [...objectParts(leaf, objects, extract), ...restOf(leaf, shortfall)];
  return textExtraction(utf8, hidden, members);
}

function restOf(leaf: LeafPart, shortfall: Shortfall | null): readonly Part[] {
  return shortfall === null ? [] : [unreadMember(leaf, 'the rest', shortfall)];
}

function objectParts(leaf: LeafPart, objects: readonly RtfObject[], extract: PartExtractor): readonly Part[] {
  const parts: Part[] = [];
  for (const [index, object] of objects.entries()) {
    const name = shownName(object.name ?? `${kindOf(object)}-${index + 1}`);
    if (leaf.depth >= leaf.allowance.budget.depth) return [...parts, unreadMember(leaf, name, TOO_DEEP)];
    if (!leaf.allowance.takePart()) return [...parts, unreadMember(leaf, name, TOO_MANY)];
    parts.push(...objectPart(leaf, name, object, extract));
  }
  return parts;
}

const kindOf = ({ mediaType }: RtfObject) => (mediaType === null ? 'object' : 'picture');

const CUT: Shortfall = {
  reason: 'damaged',
  detail: 'The RTF document ends within this object; what is there of it was read. Ask its sender for another copy.',
};

function objectPart(leaf: LeafPart, name: string, object: RtfObject, extract: PartExtractor): readonly Part[] {
  if (!leaf.allowance.takeExpandedBytes(object.bytes().length)) return [unreadMember(leaf, name, TOO_LONG)];
  const shortfall = object.isCut ? CUT : null;
  return memberParts(leaf, { name, bytes: object.bytes, shortfall }, extract, object.mediaType);
}

import { byteString } from '../decode/byte-string.ts';
import type { Extraction, LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import type { Part } from '../part.ts';
import type { Shortfall } from '../shortfall.ts';
import { type EmbeddedFile, embeddedParts } from '../text/embedded-parts.ts';
import { textExtraction } from '../text/extraction.ts';
import { htmlText } from '../text/html/html-text.ts';
import { unreadMember } from '../text/member.ts';
import { type RtfObject, readRtf } from './rtf-text.ts';

const START = /^(?:\xef\xbb\xbf)?\s{0,100}\{\\u?rtf/;

/** Whether bytes begin as an RTF document does, white space before it and all. */
export function looksLikeRtf(bytes: Uint8Array): boolean {
  return START.test(byteString(bytes, 0, 128));
}

/** An RTF part: its text, or that of the HTML encapsulated in it, and as members the files and pictures it embeds. */
export function extractRtf(leaf: LeafPart, extract: PartExtractor): Extraction {
  const { budget } = leaf.allowance;
  const { kind, text, objects, shortfall } = readRtf(leaf.bytes(), {
    textBytes: budget.partBytes,
    objects: budget.parts,
  });
  const { utf8, hidden } = kind === 'html' ? htmlText(text.utf8) : text;
  const members = [...embeddedParts(leaf, objects.map(embeddedFile), extract), ...restOf(leaf, shortfall)];
  return textExtraction(utf8, hidden, members);
}

function restOf(leaf: LeafPart, shortfall: Shortfall | null): readonly Part[] {
  return shortfall === null ? [] : [unreadMember(leaf, 'the rest', shortfall)];
}

const CUT: Shortfall = {
  reason: 'damaged',
  detail: 'The RTF document ends within this object; what is there of it was read. Ask its sender for another copy.',
};

function embeddedFile({ name, mediaType, bytes, isCut }: RtfObject, index: number): EmbeddedFile {
  const kind = mediaType === null ? 'object' : 'picture';
  return { name: name ?? `${kind}-${index + 1}`, mediaType, bytes, shortfall: isCut ? CUT : null };
}

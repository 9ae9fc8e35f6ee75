import { basename } from 'node:path';
import type { Budget } from '../budget.ts';
import { decodeCharset } from '../decode/charset.ts';
import type { Document } from '../message.ts';
import { Allowance } from '../mime/allowance.ts';
import type { LeafPart } from '../mime/part-extractor.ts';
import type { Part } from '../part.ts';
import type { Place } from '../place.ts';
import { extractPart } from '../text/extract-part.ts';

/** A file that is no mail, or a stretch of a long one. */
interface DocumentBytes {
  /** Relative path of the source. */
  readonly source: string;
  /** Where the bytes begin in the source. */
  readonly offset: number;
  readonly place: Place;
  readonly bytes: Uint8Array;
  /** The charset the file's beginning shows, for a stretch of text; null where it shows none. */
  readonly charset: string | null;
  /** What the file's beginning shows it to be. */
  readonly mediaType: string;
}

/** Reads a file that is no mail as one part, with its members after it. */
export function parseDocument(
  { source, offset, place, bytes, charset, mediaType }: DocumentBytes,
  budget: Budget,
): Document {
  const fileName = basename(place.container.at(-1) ?? source);
  const leaf: LeafPart = {
    path: '',
    mediaType,
    charset,
    fileName,
    role: 'body',
    depth: 0,
    allowance: new Allowance(budget),
    bytes: () => bytes,
    text: () => decodeCharset(bytes, charset).utf8,
  };
  const { content, members, problems } = extractPart(leaf);
  const part: Part = {
    path: '',
    member: [],
    role: content.state === 'container' ? 'container' : 'body',
    mediaType,
    charset,
    fileName,
    contentId: null,
    headerSpan: null,
    bodySpan: null,
    content,
    bytes: () => bytes,
    problems,
  };
  const span = [offset, offset + bytes.length] as const;
  return { type: 'document', source, span, place, parts: [part, ...members], problems: [] };
}

import { type MapiMessageOptions, mapiMessage } from '../mapi/mapi-message.ts';
import type { MapiObject } from '../mapi/mapi-object.ts';
import type { Document } from '../message.ts';
import { Allowance } from '../mime/allowance.ts';
import type { LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import type { Part } from '../part.ts';
import { type Member, memberParts, unreadMember } from '../text/member.ts';
import { TOO_MANY } from '../text/member-budget.ts';
import { linesLeaf, linesPart } from './lines-part.ts';
import { readSettings } from './settings.ts';

/**
 * An item that Outlook keeps for itself (a rule, a view, settings) as a document: what its properties say as one text, files found in them as
 * members of it, then bodies and attachments as a message would have them.
 */
export function associatedDocument(object: MapiObject, options: MapiMessageOptions): Document {
  const within = options.within ?? { allowance: new Allowance(options.budget), depth: 0 };
  const { source, span, place, parts, problems } = mapiMessage(object, { ...options, within });
  const { lines, files } = readSettings(object, options.budget.partBytes);
  const leaf = linesLeaf(Buffer.from(lines.join('\n')), within);
  const members = fileParts(leaf, files, options.extract);
  return { type: 'document', source, span, place, parts: [linesPart(leaf), ...members, ...parts], problems };
}

function fileParts(leaf: LeafPart, files: readonly Member[], extract: PartExtractor): readonly Part[] {
  const parts: Part[] = [];
  for (const file of files) {
    if (!leaf.allowance.takePart()) return [...parts, unreadMember(leaf, file.name, TOO_MANY)];
    for (const part of memberParts(leaf, file, extract)) parts.push(part);
  }
  return parts;
}

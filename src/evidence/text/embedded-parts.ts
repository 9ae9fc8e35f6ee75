import type { LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import type { Part } from '../part.ts';
import type { Shortfall } from '../shortfall.ts';
import { memberParts, shownName, unreadMember } from './member.ts';
import { TOO_DEEP, TOO_LONG, TOO_MANY } from './member-budget.ts';

/** A file that stands in a document's text, encoded as text. */
export interface EmbeddedFile {
  /** Attacker-controlled. */
  readonly name: string;
  /** What the document says it is; null where it does not. */
  readonly mediaType: string | null;
  /** Decoded anew at each call. */
  readonly bytes: () => Uint8Array;
  /** What of it could not be read; null where all was. */
  readonly shortfall: Shortfall | null;
}

/** Files embedded in a part as parts after it, within what the message may still spend. */
export function embeddedParts(leaf: LeafPart, files: readonly EmbeddedFile[], extract: PartExtractor): readonly Part[] {
  const parts: Part[] = [];
  for (const file of files) {
    const name = shownName(file.name);
    if (leaf.depth >= leaf.allowance.budget.depth) return [...parts, unreadMember(leaf, name, TOO_DEEP)];
    if (!leaf.allowance.takePart()) return [...parts, unreadMember(leaf, name, TOO_MANY)];
    if (!leaf.allowance.takeExpandedBytes(file.bytes().length)) parts.push(unreadMember(leaf, name, TOO_LONG));
    else parts.push(...memberParts(leaf, { ...file, name }, extract, file.mediaType));
  }
  return parts;
}

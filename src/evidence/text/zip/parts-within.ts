import type { LeafPart } from '../../mime/part-extractor.ts';
import type { Part } from '../../part.ts';
import { unreadMember } from '../member.ts';
import { TOO_MANY } from '../member-budget.ts';
import type { ZipEntry } from './zip-entry.ts';
import type { OpenZip } from './zip-members.ts';

/** Reads entries for as long as the message has parts left, and says what is wrong with the archive as a whole after them. */
export function partsWithin(
  leaf: LeafPart,
  zip: OpenZip,
  entries: readonly ZipEntry[],
  read: (entry: ZipEntry) => readonly Part[],
): readonly Part[] {
  const parts: Part[] = [];
  const refused = entries.find((entry) => {
    if (!leaf.allowance.takePart()) return true;
    parts.push(...read(entry));
    return false;
  });
  if (refused !== undefined) parts.push(unreadMember(leaf, refused.name, TOO_MANY));
  const isSaid = zip.shortfall === null || (refused !== undefined && zip.shortfall === TOO_MANY);
  if (zip.shortfall !== null && !isSaid) parts.push(unreadMember(leaf, '(archive)', zip.shortfall));
  return parts;
}

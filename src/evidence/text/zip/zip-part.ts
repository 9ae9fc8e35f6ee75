import type { Extraction, LeafPart, PartExtractor } from '../../mime/part-extractor.ts';
import type { Part } from '../../part.ts';
import { containerExtraction, unreadExtraction } from '../extraction.ts';
import { memberParts } from '../member.ts';
import { TOO_DEEP, TOO_MANY } from '../member-budget.ts';
import { extractOffice } from '../office/office-part.ts';
import { type OpenZip, openZip } from './zip-members.ts';

/** A zip, or an office document in one: a container of its members. */
export function extractZip(leaf: LeafPart, extract: PartExtractor): Extraction {
  const { allowance } = leaf;
  if (leaf.depth >= allowance.budget.depth) return unreadExtraction(TOO_DEEP);
  const zip = openZip(leaf.bytes(), allowance.budget.parts);
  return extractOffice(leaf, zip, extract) ?? extractArchive(leaf, zip, extract);
}

function extractArchive(leaf: LeafPart, zip: OpenZip, extract: PartExtractor): Extraction {
  const files = zip.entries.filter((entry) => !entry.isFolder);
  if (zip.shortfall !== null && files.length === 0) return unreadExtraction(zip.shortfall);
  const parts: Part[] = [];
  for (const entry of files) {
    if (!leaf.allowance.takePart()) {
      parts.push(...memberParts(leaf, { name: entry.name, bytes: null, shortfall: TOO_MANY }, extract));
      break;
    }
    parts.push(...memberParts(leaf, zip.read(entry, leaf.allowance), extract));
  }
  return containerExtraction([...parts, ...archiveLoss(leaf, zip, extract)]);
}

/** What is wrong with the archive as a whole, as a part of its own after its members. */
function archiveLoss(leaf: LeafPart, zip: OpenZip, extract: PartExtractor): readonly Part[] {
  if (zip.shortfall === null || zip.shortfall === TOO_MANY) return [];
  return memberParts(leaf, { name: '(archive)', bytes: null, shortfall: zip.shortfall }, extract);
}

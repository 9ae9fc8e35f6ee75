import { officeKind } from '../../documents/office/office-kind.ts';
import { defer } from '../../isolation/deferral.ts';
import type { Extraction, LeafPart, PartExtractor } from '../../mime/part-extractor.ts';
import { containerExtraction, unreadExtraction } from '../extraction.ts';
import { memberParts } from '../member.ts';
import { TOO_DEEP } from '../member-budget.ts';
import { partsWithin } from './parts-within.ts';
import { type OpenZip, openZip } from './zip-members.ts';

/** A zip: a container of its members, or an office document, which is read apart. */
export function extractZip(leaf: LeafPart, extract: PartExtractor): Extraction {
  const { allowance } = leaf;
  if (leaf.depth >= allowance.budget.depth) return unreadExtraction(TOO_DEEP);
  const zip = openZip(leaf.bytes(), allowance.budget.parts);
  const isOffice = officeKind(zip.entries.map(({ name }) => name)) !== null;
  return isOffice && !zip.entries.some(zip.isUncommon) ? defer(leaf, 'office') : extractArchive(leaf, zip, extract);
}

function extractArchive(leaf: LeafPart, zip: OpenZip, extract: PartExtractor): Extraction {
  const files = zip.entries.filter((entry) => !entry.isFolder);
  if (zip.shortfall !== null && files.length === 0) return unreadExtraction(zip.shortfall);
  if (files.some(zip.isUncommon)) return defer(leaf, 'zip');
  const read = (entry: (typeof files)[number]) => memberParts(leaf, zip.read(entry, leaf.allowance), extract);
  return containerExtraction(partsWithin(leaf, zip, files, read));
}

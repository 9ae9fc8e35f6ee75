import type { Extraction, LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import { containerExtraction, unreadExtraction } from './extraction.ts';
import { memberParts, shownName } from './member.ts';
import { inflateMember, TOO_DEEP, TOO_MANY } from './member-budget.ts';

const FLAG_EXTRA = 4;
const FLAG_NAME = 8;
const NAME_LIMIT = 1024;

/** A gzip attachment: a container of the one member it compresses. */
export function extractGzip(leaf: LeafPart, extract: PartExtractor): Extraction {
  if (leaf.depth >= leaf.allowance.budget.depth) return unreadExtraction(TOO_DEEP);
  if (!leaf.allowance.takePart()) return unreadExtraction(TOO_MANY);
  const bytes = leaf.bytes();
  const member = inflateMember(originalName(bytes) ?? 'content', 'gzip', bytes, leaf.allowance);
  return containerExtraction(memberParts(leaf, member, extract));
}

/** The name in the header (RFC 1952 §2.3.1, FNAME, Latin-1); null where it has none. */
function originalName(bytes: Uint8Array): string | null {
  const flags = bytes[3] ?? 0;
  if ((flags & FLAG_NAME) === 0) return null;
  const start = (flags & FLAG_EXTRA) === 0 ? 10 : 12 + (bytes[10] ?? 0) + (bytes[11] ?? 0) * 256;
  const field = bytes.subarray(start, start + NAME_LIMIT);
  const end = field.indexOf(0);
  return end <= 0 ? null : shownName(Buffer.from(field.subarray(0, end)).toString('latin1'));
}

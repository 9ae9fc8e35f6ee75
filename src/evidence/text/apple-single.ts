import { asBuffer } from '../decode/byte-string.ts';
import type { Extraction, LeafPart, PartExtractor } from '../mime/part-extractor.ts';
import type { Part } from '../part.ts';
import type { Shortfall } from '../shortfall.ts';
import { containerExtraction, unreadExtraction } from './extraction.ts';
import { memberParts, shownName } from './member.ts';
import { TOO_DEEP, TOO_MANY } from './member-budget.ts';

const HEADER_BYTES = 26;
const ENTRY_BYTES = 12;
/** RFC 1740 §6: ids of the entries that say something. */
const ENTRY = { dataFork: 1, realName: 3 } as const;

const CUT: Shortfall = {
  reason: 'truncated',
  detail: 'The file ends before what it says it holds; it was read up to there. Ask its sender for another copy.',
};

const NO_FILE: Shortfall = {
  reason: 'unsupported',
  detail:
    'This holds what Mac OS keeps beside a file, its icon and its properties, and not the file; its text stands elsewhere.',
};

/** A Macintosh file in AppleSingle or AppleDouble (RFC 1740): a container of its data fork; a resource fork holds no text to speak of. */
export function extractAppleSingle(leaf: LeafPart, extract: PartExtractor): Extraction {
  if (leaf.depth >= leaf.allowance.budget.depth) return unreadExtraction(TOO_DEEP);
  const file = asBuffer(leaf.bytes());
  const entries = entriesOf(file);
  const fork = entries.find(({ id }) => id === ENTRY.dataFork);
  const named = entries.find(({ id }) => id === ENTRY.realName);
  if (fork === undefined || fork.length === 0) return unreadExtraction(NO_FILE);
  if (!leaf.allowance.takePart()) return unreadExtraction(TOO_MANY);
  const bytes = file.subarray(fork.offset, fork.offset + fork.length);
  const name = named === undefined ? 'content' : shownName(textAt(file, named)) || 'content';
  const shortfall = bytes.length < fork.length ? CUT : null;
  const members: readonly Part[] = memberParts(leaf, { name, bytes: () => bytes, shortfall }, extract);
  return containerExtraction(members);
}

interface Entry {
  readonly id: number;
  readonly offset: number;
  readonly length: number;
}

function entriesOf(file: Buffer): readonly Entry[] {
  if (file.length < HEADER_BYTES) return [];
  const count = Math.min(file.readUInt16BE(HEADER_BYTES - 2), Math.floor((file.length - HEADER_BYTES) / ENTRY_BYTES));
  return Array.from({ length: count }, (_, index) => {
    const at = HEADER_BYTES + index * ENTRY_BYTES;
    return { id: file.readUInt32BE(at), offset: file.readUInt32BE(at + 4), length: file.readUInt32BE(at + 8) };
  });
}

const MOST_NAME = 1024;

function textAt(file: Buffer, { offset, length }: Entry): string {
  return file.toString('utf8', offset, offset + Math.min(length, MOST_NAME));
}

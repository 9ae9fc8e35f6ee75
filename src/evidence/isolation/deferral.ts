import type { ReaderName } from '../documents/document-reader.ts';
import type { Key } from '../key.ts';
import type { Spending } from '../mime/allowance.ts';
import type { Extraction, LeafPart } from '../mime/part-extractor.ts';
import type { Part, PartContent } from '../part.ts';
import { textExtraction, unreadExtraction } from '../text/extraction.ts';
import { TOO_DEEP } from '../text/member-budget.ts';

/** A part that is to be opened apart from this process: its bytes, and who reads them. */
export interface Deferral {
  readonly leaf: LeafPart;
  readonly reader: ReaderName;
  /** What an earlier try took of the allowance, for members that come anew. */
  readonly spent: Spending;
}

const NOTHING: Spending = { parts: 0, expandedBytes: 0 };

/** Which contents wait for their reader, or for its second try with passwords. They are found again by being the very same object. */
const DEFERRALS = new WeakMap<PartContent, Deferral>();
const KEYS = new WeakMap<PartContent, Key>();

/** What a part comes to that is opened apart: unread, with a reason that stands where nobody opens it. */
export function defer(leaf: LeafPart, reader: ReaderName): Extraction {
  if (leaf.depth >= leaf.allowance.budget.depth) return unreadExtraction(TOO_DEEP);
  const extraction = unreadExtraction({
    reason: 'unsupported',
    detail: 'This format is opened apart, which was not asked for here; read it by its source.',
  });
  markDeferred(extraction.content, { leaf, reader, spent: NOTHING });
  return extraction;
}

/** The same for a text, which stands as it is where nobody opens it; its reader gives it again and adds what it is. */
export function deferText(leaf: LeafPart, utf8: Uint8Array, reader: ReaderName): Extraction {
  const extraction = textExtraction(utf8);
  if (leaf.depth < leaf.allowance.budget.depth) markDeferred(extraction.content, { leaf, reader, spent: NOTHING });
  return extraction;
}

/** Notes that a part with this content is to be opened, or opened again. */
export function markDeferred(content: PartContent, deferral: Deferral): void {
  DEFERRALS.set(content, deferral);
}

/** What is to be opened of a part; null where nothing is. */
export function deferralOf({ content }: Pick<Part, 'content'>): Deferral | null {
  return DEFERRALS.get(content) ?? null;
}

/** Notes which password opened a part. */
export function markOpened(content: PartContent, key: Key): void {
  KEYS.set(content, key);
}

/** The password that opened a part, or the archive member it is; null where it was not locked. What is inside it carries none of its own. */
export function openedBy({ content }: Pick<Part, 'content'>): Key | null {
  return KEYS.get(content) ?? null;
}

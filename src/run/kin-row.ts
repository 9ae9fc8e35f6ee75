import type { Case } from '../case/index.ts';
import { type Document, type Message, textSketch } from '../evidence/index.ts';
import { firstQuote, normaliseMessageId, normaliseSubject, ownText, quoteRanges } from '../intake/index.ts';

/** What a message is compared with others by: its copies, its likes, its thread. Keyed, so that it says nothing outside the case. */
export interface KinRow {
  readonly copyKey: string;
  readonly sketch: string | null;
  readonly opening: string | null;
  readonly quotes: string | null;
  /** Of its subject as it was written, without `Re:`; null where it has none. */
  readonly subjectKey: string | null;
  /** Whether its subject says that it answers or passes on another. */
  readonly isReply: boolean;
  /** Message-IDs it refers to, normalised. */
  readonly references: readonly string[];
}

/** What of a message's row goes into the comparison. */
interface About {
  readonly id: string;
  readonly messageIdNormal: string | null;
  readonly sentAt: string | null;
  readonly subject: string | null;
  readonly fromAddress: string | null;
  readonly bodyHash: string | null;
}

const OPENING_WORDS = 12;
const FEWEST_OPENING_WORDS = 5;
const OPENING_CHARACTERS = 2000;

/** @param sha256s of the attachments, in order. */
export function kinRow(kase: Case, item: Message | Document, about: About, sha256s: readonly string[]): KinRow {
  const body = bodyText(item);
  const quotes = quoteRanges(body);
  const own = ownText(body, quotes);
  const subject = item.type === 'message' ? (item.header.subject ?? '') : '';
  const normal = normaliseSubject(subject);
  return {
    copyKey: copyKey(kase, item, about, sha256s),
    sketch: textSketch(Buffer.from(own), seedOf(kase)),
    opening: openingOf(kase, own),
    quotes: openingOf(kase, firstQuote(body, quotes)),
    // Keyed from the plain subject: masking it further, for what is found elsewhere, must not tear a conversation apart.
    subjectKey: normal === '' ? null : kase.hash.hex('subject', normal).slice(0, 32),
    isReply: normal !== subject.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim(),
    references: item.type === 'message' ? referencesOf(item) : [],
  };
}

/**
 * Stores rebuild messages: header order, encodings, even the recipients differ between copies. What stays is the id, or else who wrote when about
 * what, the words of the body, and the attached bytes. An item with nothing to compare by is a copy of none.
 */
function copyKey(kase: Case, item: Message | Document, about: About, sha256s: readonly string[]): string {
  const { messageIdNormal, bodyHash, fromAddress, sentAt, subject } = about;
  const named =
    messageIdNormal ?? [fromAddress, sentAt, subject === null ? null : normaliseSubject(subject)].join('\0');
  const isBare = bodyHash === null && sha256s.length === 0 && named.length <= 2;
  return isBare ? about.id : kase.hash.hex('copy', item.type, named, bodyHash ?? '', ...sha256s);
}

function bodyText(item: Message | Document): string {
  for (const part of item.parts) {
    if (part.content.state !== 'text' || part.role !== 'body') continue;
    return Buffer.from(part.content.text.utf8).toString('utf8');
  }
  return '';
}

function openingOf(kase: Case, text: string): string | null {
  const words =
    text
      .slice(0, OPENING_CHARACTERS)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < FEWEST_OPENING_WORDS) return null;
  return kase.hash.hex('opening', words.slice(0, OPENING_WORDS).join(' ')).slice(0, 32);
}

function referencesOf({ header }: Message): readonly string[] {
  const ids = [...header.references, ...header.inReplyTo].slice(-MOST_REFERENCES);
  return [...new Set(ids.flatMap((id) => normaliseMessageId(id) ?? []))];
}

/** A thread's root and its last steps tie it; a hostile header may list millions. */
const MOST_REFERENCES = 50;

const seeds = new WeakMap<Case, number>();

function seedOf(kase: Case): number {
  const known = seeds.get(kase);
  if (known !== undefined) return known;
  const seed = Number.parseInt(kase.hash.hex('sketch-seed').slice(0, 8), 16);
  seeds.set(kase, seed);
  return seed;
}

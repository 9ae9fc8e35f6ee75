import type { Document, Message } from '../evidence/index.ts';
import { maskText, type Scanner } from '../secrets/index.ts';
import type { ScannedText } from './scan-item.ts';

const MASK = '████████';
const SHORTEST_SWEPT = 4;

/** Masks, in a short text of the item (a subject, a file name, a principal), every secret found anywhere in the item. */
export type ItemMask = (text: string) => string;

/**
 * The mask of one item: what rules find in the short text itself, and every value found elsewhere in the item.
 * A value shorter than four characters is masked only where a rule finds it: swept, it would blot out ordinary words.
 */
export function itemMask(item: Message | Document, texts: readonly ScannedText[], scanner: Scanner): ItemMask {
  const values = new Set(texts.flatMap((text) => text.findings.map((finding) => finding.secret.reveal())));
  const swept = [...values]
    .filter((value) => value.length >= SHORTEST_SWEPT)
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const subject = item.type === 'message' ? item.header.subject : null;
  return (text) => {
    const role = text === subject ? 'subject' : 'attachment';
    const found = scanner.scan(new TextEncoder().encode(text), { subject: role === 'subject' ? null : subject, role });
    const byRule = maskText(
      text,
      found.map((finding) => finding.span),
    );
    return swept.reduce((masked, value) => masked.replaceAll(value, MASK), byRule);
  };
}

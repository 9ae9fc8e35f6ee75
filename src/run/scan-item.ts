import type { Document, Message } from '../evidence/index.ts';
import type { Scanner, SecretFinding } from '../secrets/index.ts';
import { type ItemText, itemTexts } from './item-texts.ts';
import { mailedKeyFindings } from './mailed-key-findings.ts';
import { keysIn, type MailedKey, type NameOfGiver, openingReasons, SAME_MESSAGE_ONLY } from './mailed-keys.ts';
import type { ScannedText } from './scanned-text.ts';

/** What is known of the passwords that opened something. */
export interface KeyFacts {
  /** Those that stand in this item, as far as they opened something elsewhere. */
  readonly given: readonly MailedKey[];
  readonly nameOf: NameOfGiver;
}

const NO_FACTS: KeyFacts = { given: [], nameOf: SAME_MESSAGE_ONLY };

/** What was found in one text of an item. */
export interface FoundIn {
  readonly text: ItemText;
  readonly found: readonly SecretFinding[];
}

/** Scans the subject and every text of a message or document; texts without findings are left out. */
export function scanItem(item: Message | Document, scanner: Scanner, facts = NO_FACTS): readonly ScannedText[] {
  const texts = [...itemTexts(item)].map((text) => ({ text, found: scanner.scan(text.utf8, text.context) }));
  return provenTexts(item, texts, scanner, facts);
}

/**
 * What was found in the texts of an item, and what its passwords add: one that opened something is a finding wherever it stands, and what stands
 * behind a lock says what opened it. Texts without findings are left out.
 */
export function provenTexts(
  item: Message | Document,
  texts: readonly FoundIn[],
  scanner: Scanner,
  facts = NO_FACTS,
): readonly ScannedText[] {
  const keys = keysIn(item, scanner, facts.given);
  const reasonsAt = openingReasons(item, scanner, facts.nameOf);
  return texts.flatMap(({ text: { context: _, ...text }, found }) => {
    const proven = keys.length === 0 ? found : mailedKeyFindings(text.utf8, found, keys);
    const reasons = reasonsAt(text.index);
    const findings =
      reasons.length === 0
        ? proven
        : proven.map((finding) => ({ ...finding, reasons: [...finding.reasons, ...reasons] }));
    return findings.length > 0 ? [{ ...text, findings }] : [];
  });
}

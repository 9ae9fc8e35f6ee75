import type { Document, Message } from '../evidence/index.ts';
import type { Scanner } from '../secrets/index.ts';
import { itemTexts } from './item-texts.ts';
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

/**
 * Scans the subject and every text of a message or document; texts without findings are left out. A password that opened something is a finding
 * wherever it stands, and what stands behind a lock says what opened it.
 */
export function* scanItem(item: Message | Document, scanner: Scanner, facts = NO_FACTS): Generator<ScannedText> {
  const keys = keysIn(item, scanner, facts.given);
  const reasonsAt = openingReasons(item, scanner, facts.nameOf);
  for (const { context, ...text } of itemTexts(item)) {
    const found = scanner.scan(text.utf8, context);
    const proven = keys.length === 0 ? found : mailedKeyFindings(text.utf8, found, keys);
    const reasons = reasonsAt(text.index);
    const findings =
      reasons.length === 0
        ? proven
        : proven.map((finding) => ({ ...finding, reasons: [...finding.reasons, ...reasons] }));
    if (findings.length > 0) yield { ...text, findings };
  }
}

import type { Case, SourceRow } from '../case/index.ts';
import { deriveId } from '../core/index.ts';
import type { Document, Message } from '../evidence/index.ts';
import { fingerprintOf, loadDisclosureFinder, SecretValue } from '../secrets/index.ts';
import { type AccountNameRow, accountNameRows } from './account-name-rows.ts';
import { type AddressRow, addressRows } from './address-rows.ts';
import { type DisclosureRow, disclosureRows } from './disclosure-rows.ts';
import { embeddedIds } from './embedded-ids.ts';
import { namesAround } from './finding-worth.ts';
import { findInItem } from './item-disclosures.ts';
import type { ItemMask } from './item-mask.ts';
import { type KinRow, kinRow } from './kin-row.ts';
import { openedLocks, SAME_MESSAGE } from './mailed-keys.ts';
import { type MessageRow, messageRow } from './message-row.ts';
import { type OccurrenceRow, occurrenceRow } from './occurrence-row.ts';
import { attachedHashes, type PartRow, partId, partRow } from './part-row.ts';
import { withPersonalHidden } from './personal-mask.ts';
import type { ScannedText } from './scanned-text.ts';
import { voices } from './voice.ts';

/** The row of `openings` for one part that a password opened. */
export interface OpeningRow {
  readonly partId: string;
  /** The message that the password is from. */
  readonly keyMessage: string;
  readonly fingerprint: string;
}

/** Everything one item writes. Every text is masked. */
export interface MailRows {
  readonly message: MessageRow;
  readonly kin: KinRow;
  readonly addresses: readonly AddressRow[];
  readonly embeddedIds: readonly string[];
  readonly parts: readonly PartRow[];
  readonly occurrences: readonly OccurrenceRow[];
  readonly openings: readonly OpeningRow[];
  readonly accountNames: readonly AccountNameRow[];
  readonly disclosures: readonly DisclosureRow[];
}

/** The rows of one item. */
export function mailRows(
  kase: Case,
  source: Pick<SourceRow, 'id'>,
  item: Message | Document,
  texts: readonly ScannedText[],
  mask: ItemMask,
): MailRows {
  const id = deriveId(kase.hash, 'msg', source.id, ...item.place.position);
  const message = messageRow(kase, id, source, item, mask);
  const parts = item.parts.map((part, index) => partRow(kase, id, part, index, mask));
  const names = namesAround(item, kase.profile.organisation);
  const disclosed = findInItem(item, loadDisclosureFinder());
  const besideIt = withPersonalHidden(mask, disclosed);
  const kin = kinRow(kase, item, message, attachedHashes(parts));
  return {
    message,
    kin: { ...kin, references: kin.references.map(mask.copies) },
    addresses: addressRows(item, texts, mask),
    embeddedIds: embeddedIds(item).map(mask.copies),
    parts,
    accountNames: accountNameRows(kase, item, texts, mask),
    disclosures: disclosureRows(kase, id, disclosed, texts, mask),
    occurrences: texts.flatMap((text) => {
      const voiceAt = voices(item, text);
      return text.findings.map((finding) =>
        occurrenceRow(kase, { message: id, text, voiceAt, names }, finding, besideIt),
      );
    }),
    openings: openedLocks(item).map(({ index, key }) => ({
      partId: partId(kase, id, index),
      keyMessage: key.origin === SAME_MESSAGE ? id : key.origin,
      fingerprint: fingerprintOf(new SecretValue(key.reveal()), kase.hash),
    })),
  };
}

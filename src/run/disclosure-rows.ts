import type { Case, Store } from '../case/index.ts';
import { deriveId } from '../core/index.ts';
import { type FoundDisclosures, type ItemDisclosure, itemDisclosures } from './item-disclosures.ts';
import type { ItemMask } from './item-mask.ts';
import type { ScannedText } from './scanned-text.ts';

/** The row of `disclosures` for one value in one text. */
export interface DisclosureRow extends ItemDisclosure {
  readonly id: string;
}

/** The rows of what an item discloses. @param message the id of the item. */
export function disclosureRows(
  kase: Case,
  message: string,
  found: readonly FoundDisclosures[],
  texts: readonly ScannedText[],
  mask: ItemMask,
): readonly DisclosureRow[] {
  return itemDisclosures(found, texts, kase.hash, mask).map((one) => ({ ...one, id: idOf(kase, message, one) }));
}

function idOf({ hash }: Case, message: string, { index, kind, span, value }: ItemDisclosure): string {
  return deriveId(hash, 'disc', message, index, kind, span[0], span[1], value === null ? 'beyond' : 'value');
}

/** Writes a message's rows. Call inside a transaction. */
export function writeDisclosures(store: Store, message: string, rows: readonly DisclosureRow[]): void {
  for (const { id, part, member, kind, value, places, span, landmark } of rows) {
    store.run(
      `INSERT INTO disclosures (id, message, part, member, kind, fingerprint, shown, places, span_start, span_stop, landmark)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      id,
      message,
      part,
      JSON.stringify(member),
      kind,
      value?.fingerprint ?? null,
      value?.shown ?? null,
      places,
      span[0],
      span[1],
      landmark,
    );
  }
}

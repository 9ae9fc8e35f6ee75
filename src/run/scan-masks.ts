import type { KeyedHash, Loss } from '../core/index.ts';
import { fingerprintOf, knownValueMask, type Scanner } from '../secrets/index.ts';
import { type ItemMask, itemMask, ruleMask } from './item-mask.ts';
import type { ScanEvent } from './scan-event.ts';

/** An item that is scanned, the first time or again. */
export type ScannedItem = Pick<Extract<ScanEvent, { type: 'item' }>, 'item' | 'texts'>;

/** The masks of a scan without a case: of each item's own credentials, and of every credential found before it. */
export class ScanMasks {
  readonly #scanner: Scanner;
  readonly #byRule: (text: string) => string;
  readonly #hash: KeyedHash;
  readonly #known = new Set<string>();
  readonly #copies: (text: string) => string;

  constructor(scanner: Scanner, hash: KeyedHash) {
    this.#scanner = scanner;
    this.#byRule = ruleMask(scanner).text;
    this.#hash = hash;
    this.#copies = knownValueMask(hash, this.#known);
  }

  /** The mask of an item, whose credentials are known from then on; those of low confidence are masked in the item alone. */
  ofItem({ item, texts }: ScannedItem): ItemMask {
    for (const { secret, confidence } of texts.flatMap((text) => text.findings))
      if (confidence !== 'low') this.#known.add(fingerprintOf(secret, this.#hash));
    const own = itemMask(item, texts, this.#scanner);
    return {
      text: (text) => this.#copies(own.text(text)),
      copies: (text) => this.#copies(own.copies(text)),
      name: (text) => this.#copies(own.name(text)),
    };
  }

  /** The mask of texts that belong to no item. */
  readonly ofNoItem: Pick<ItemMask, 'text' | 'copies'> = {
    text: (text) => this.#copies(this.#byRule(text)),
    copies: (text) => this.#copies(text),
  };
}

/** A loss whose names are masked, also where its sentence quotes them. */
export function maskedLoss(loss: Loss, { text, copies }: Pick<ItemMask, 'text' | 'copies'>): Loss {
  const { container, folder, messageId, member } = loss.provenance;
  const masked = {
    container: container.map(text),
    folder: folder === null ? null : text(folder),
    messageId: messageId === null ? null : copies(messageId),
    member: member.map(text),
  };
  return { ...loss, detail: text(loss.detail), provenance: { ...loss.provenance, ...masked } };
}

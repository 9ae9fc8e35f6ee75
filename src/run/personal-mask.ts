import { disclosureKind, MASK } from '../secrets/index.ts';
import type { FoundDisclosures } from './item-disclosures.ts';
import type { ItemMask } from './item-mask.ts';

/** A shorter value would blot out ordinary words. */
const SHORTEST = 5;

/** The mask of an item that hides personal data found in it too: they may stand right beside a credential. */
export function withPersonalHidden(mask: ItemMask, found: readonly FoundDisclosures[]): ItemMask {
  const values = personalValues(found);
  if (values.length === 0) return mask;
  const hide = (text: string) => values.reduce((hidden, value) => hidden.replaceAll(value, MASK), text);
  return {
    text: (text) => hide(mask.text(text)),
    copies: (text) => hide(mask.copies(text)),
    name: (text) => hide(mask.name(text)),
  };
}

/** As they are written, the longest first. */
function personalValues(found: readonly FoundDisclosures[]): readonly string[] {
  const written = found.flatMap(({ text, disclosed }) =>
    disclosed
      .filter(({ kind }) => disclosureKind(kind)?.category === 'personal')
      .flatMap(({ located }) =>
        located.map(({ span }) =>
          Buffer.from(text.utf8.subarray(...span))
            .toString('utf8')
            .trim(),
        ),
      ),
  );
  return [...new Set(written)].filter((value) => value.length >= SHORTEST).sort((a, b) => b.length - a.length);
}

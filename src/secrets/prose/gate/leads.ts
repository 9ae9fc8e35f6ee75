import type { TriggerGroup } from './trigger-group.ts';

/** First bytes in UTF-8 of Latin letters with marks, and of typographic signs. */
const LATIN_LEADS: ReadonlySet<number> = new Set([0xc2, 0xc3, 0xc4, 0xc5, 0xe2]);

/** First bytes of the letters of a language's own script, by its literals. */
export function ownLeads(groups: readonly TriggerGroup[]): readonly number[] {
  const words = groups.flatMap(({ literals }) => literals.flatMap(([, texts]) => texts)).join('');
  return [...new Set(Buffer.from(words))].filter((byte) => byte >= 0xc2 && !LATIN_LEADS.has(byte));
}

import type { ByteSpan } from '../../core/index.ts';
import { passes } from './checks/index.ts';
import type { DisclosureKind, FindBy } from './kind.ts';
import { holdsWord, surroundingsOf } from './words/near-words.ts';

/** One form of one kind of number. */
export interface NumberCandidate {
  /** The kind's place among the kinds. */
  readonly kind: number;
  readonly form: string;
  readonly find: FindBy<'number'>;
  /** Words of which one must stand beside it; null where the form stands for itself. */
  readonly beside: readonly string[] | null;
}

/** A list under one heading: a number that comes so many bytes after another of its kind needs no word of its own. */
const LIST_STEP = 160;

/** Every form of every kind that is a number. */
export function numberCandidates(kinds: readonly DisclosureKind[]): readonly NumberCandidate[] {
  return kinds.flatMap(({ find }, kind) => {
    if (find.by !== 'number') return [];
    const alone = find.forms.map((form) => ({ kind, form, find, beside: null }));
    return [...alone, ...find.formsBeside.map((form) => ({ kind, form, find, beside: find.words ?? [] }))];
  });
}

/**
 * The number at a place without its separators, where it passes its checks and stands beside what it must.
 * @param lastStop where the number of its kind before it ended; null where there is none
 */
export function stands(
  { find, beside }: NumberCandidate,
  utf8: Uint8Array,
  [start, stop]: ByteSpan,
  lastStop: number | null,
): string | null {
  const text = Buffer.from(utf8.buffer, utf8.byteOffset + start, stop - start).toString('latin1');
  if (!passes(text, find.checks)) return null;
  const isListed = lastStop !== null && start - lastStop < LIST_STEP;
  if (find.notAfter !== undefined || (beside !== null && !isListed)) {
    const around = surroundingsOf(utf8, start, stop);
    if (find.notAfter !== undefined && holdsWord(around.before, find.notAfter)) return null;
    const isBeside = beside === null || isListed || holdsWord(around.before, beside) || holdsWord(around.after, beside);
    if (!isBeside) return null;
  }
  return text.replace(/[^0-9A-Z]/g, '');
}

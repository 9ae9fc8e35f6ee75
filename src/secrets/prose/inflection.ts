import { isJoinedAt, isLetterAt } from './characters.ts';
import type { Proposal } from './proposal.ts';
import type { Scene } from './scene.ts';
import { slotAt } from './value-slot.ts';

/** A proposal without what the language writes onto its value, before or behind it: no part of it. */
export const uninflected = (proposal: Proposal, scene: Scene): Proposal =>
  withoutFront(withoutEnding(proposal, scene), scene);

/** `X'dir`. */
function withoutEnding(proposal: Proposal, { reading, language }: Scene): Proposal {
  const { slot } = proposal;
  const ending = slot.style === 'bare' ? /'(\p{L}{1,8})$/u.exec(reading.fold.slice(slot.start, slot.end)) : null;
  if (!ending?.[1] || ending.index < 3 || !language.valueEndings.has(ending[1])) return proposal;
  return { ...proposal, slot: { ...slot, end: slot.start + ending.index } };
}

const LATIN = /[\w#*"'“«״]/;

/** `ב-X`, where the value is in another writing than what stands before it. */
function withoutFront(proposal: Proposal, { reading, language }: Scene): Proposal {
  const { slot } = proposal;
  if (slot.style !== 'bare' || LATIN.test(reading.fold[slot.start] ?? ' ')) return proposal;
  const front = language.lexicon.prefixes.find((prefix) => {
    const after = slot.start + prefix.length;
    if (!reading.fold.startsWith(prefix, slot.start) || after >= slot.end) return false;
    return (
      LATIN.test(reading.fold[after] ?? ' ') &&
      !(isLetterAt(reading.fold, after - 1) && isJoinedAt(reading.fold, after))
    );
  });
  const rest = front ? slotAt(reading, slot.start + front.length, slot.after) : null;
  return rest ? { ...proposal, slot: rest } : proposal;
}

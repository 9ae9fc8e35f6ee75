import { isSpaceAt } from '../characters.ts';
import type { Proposal } from '../proposal.ts';
import { lineEndAt, marksWithin, type Scene, sentenceOf } from '../scene.ts';
import type { CredentialMark } from '../subject-view.ts';
import { shapeOf } from '../value-shape.ts';
import { type Slot, slotAt } from '../value-slot.ts';
import { isForeignWord } from './foreign-word.ts';
import { followsLabel } from './tie.ts';

/** Most words between the credential word and the value. */
const MOST_BETWEEN = 5;
const FLOOR = 0.8;
const CLAUSE_END = new Set([...',;.!?)。，；！？،؛؟）']);

/** "пароль от стенда X", "hasło do wifi X": without a verb, the value ends the clause that its credential word begins. */
export function describedProposals(scene: Scene): readonly Proposal[] {
  return scene.credentials.filter(({ words }) => !words.linked).flatMap((mark) => describedBy(scene, mark));
}

function describedBy(scene: Scene, mark: CredentialMark): readonly Proposal[] {
  if (mark.words.value === 'digits') {
    const number = numberAfter(scene, mark);
    if (number) return [number];
  }
  const clause = clauseAfter(scene, mark.end);
  const value = clause.at(-1);
  const between = clause.slice(0, -1);
  if (!value || between.length === 0 || marksWithin(scene, 'link', mark.end, value.start).length > 0) return [];
  if (between.length === 1 && isStop(scene, between[0])) return [];
  if (!looksLikeOne(scene, value, mark)) return [];
  const named = followsLabel(scene, value.start) ? ([[-1, 'the word before it names it']] as const) : [];
  const extra = value.style === 'quoted' ? ([...named, [0.8, 'in quotes']] as const) : named;
  return [{ slot: value, frame: 'described', words: mark.words, tie: 'direct', extra, principal: null }];
}

const NUMBER = /^[*#]?\p{Nd}{4,8}[*#]?$/u;
const MOST_BEFORE_NUMBER = 3;

/** "PIN of the router's SIM 4417 and …": a number right behind what a code is for. */
function numberAfter(scene: Scene, { end, words }: CredentialMark): Proposal | null {
  const { text } = scene.reading;
  const limit = Math.min(lineEndAt(scene, end), sentenceOf(scene, end).end);
  if (!isSpaceAt(text, end)) return null;
  for (let at = end, between = 0; between <= MOST_BEFORE_NUMBER; between++) {
    const slot = slotAt(scene.reading, at, limit);
    if (slot?.style !== 'bare' || slot.end <= slot.start) return null;
    if (NUMBER.test(text.slice(slot.start, slot.end))) {
      if (between === 0 || followsLabel(scene, slot.start)) return null;
      return { slot, frame: 'described', words, tie: 'direct', extra: [], principal: null };
    }
    if (CLAUSE_END.has(text[slot.after - 1] ?? '') || CLAUSE_END.has(text[slot.after] ?? '')) return null;
    at = Math.max(slot.after, at + 1);
  }
  return null;
}

/** The words from a place to the end of its clause; none where there are too many. */
function clauseAfter(scene: Scene, from: number): readonly Slot[] {
  const { text } = scene.reading;
  const limit = Math.min(lineEndAt(scene, from), sentenceOf(scene, from).end);
  const slots: Slot[] = [];
  if (!isSpaceAt(text, from)) return slots;
  for (let at = from; slots.length <= MOST_BETWEEN + 1; ) {
    const slot = slotAt(scene.reading, at, limit);
    if (!slot || text[slot.start] === '(') return slots;
    slots.push(slot);
    if (slot.style !== 'bare' || CLAUSE_END.has(text[slot.after - 1] ?? '') || CLAUSE_END.has(text[slot.after] ?? ''))
      return slots;
    at = Math.max(slot.after, at + 1);
  }
  return [];
}

const isStop = ({ reading, language }: Scene, slot: Slot | undefined): boolean =>
  slot !== undefined && language.stops.has(reading.fold.slice(slot.start, slot.end));

function looksLikeOne(scene: Scene, slot: Slot, { words }: CredentialMark): boolean {
  if (slot.style === 'quoted') return true;
  const shape = shapeOf(scene.reading.text.slice(slot.start, slot.end), scene.language.weakStems);
  if (!shape) return false;
  return shape.weight >= FLOOR || words.value === 'digits' || (shape.name === 'word' && isForeignWord(scene, slot));
}

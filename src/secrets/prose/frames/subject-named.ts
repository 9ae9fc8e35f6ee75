import { foldText } from '../folding.ts';
import { markText } from '../mark-text.ts';
import type { Proposal } from '../proposal.ts';
import type { Scene } from '../scene.ts';
import { credentialsOf } from '../subject-view.ts';
import { shapeFrom } from '../value-shape.ts';
import { slotAt } from '../value-slot.ts';
import { tieOf } from './tie.ts';

/** Least weight of shape for a word among others in a subject; a subject of one word may be any. */
const MOST_WORDS = 12;

/** Words of a subject whose body says that the value is in it. */
export function subjectNamedProposals(scene: Scene, companion: string): readonly Proposal[] {
  if (!namesSubject(scene, companion.slice(0, 2000))) return aloneProposals(scene, companion);
  const phrase = phraseProposal(scene, companion);
  const found: Proposal[] = phrase ? [phrase] : [];
  const end = scene.reading.text.length;
  for (let at = 0; at < end && found.length < MOST_WORDS; ) {
    const slot = slotAt(scene.reading, at, end);
    if (!slot) break;
    found.push({
      slot,
      frame: 'subject-named',
      words: tieOf(scene, slot.start).words,
      tie: 'direct',
      extra: [],
      principal: null,
    });
    at = Math.max(slot.after, at + 1);
  }
  return found.length === 1
    ? found
    : found.map((proposal) => (proposal === phrase ? phrase : { ...proposal, extra: [[-1.2, 'among other words']] }));
}

/** A subject of a few words, where the body says that it is a phrase. */
function phraseProposal({ reading: { text }, language }: Scene, companion: string): Proposal | null {
  const start = /^(?:\p{L}{2,3}: )*/u.exec(text)?.[0].length ?? 0;
  const end = text.trimEnd().length;
  if (!PHRASE.test(text.slice(start, end))) return null;
  const words = credentialsOf(markText(foldText(companion.slice(0, 2000)), language.lexicon)).find(
    ({ words: { value } }) => value === 'phrase',
  )?.words;
  if (!words) return null;
  const slot = { start, end, style: 'bare', after: end } as const;
  return { slot, frame: 'subject-named', words, tie: 'direct', extra: [], principal: null };
}

const PHRASE = /^[\p{L}\p{M}\d'’-]{1,30}(?: [\p{L}\p{M}\d'’-]{1,30}){2,9}$/u;

/** Longest body that only says what a value alone in its subject is for. */
const REMARK = 160;
const ALONE_FLOOR = 1.8;

/** A subject that is nothing but what only a password looks like, over a line that says what it is for: "same account as before". */
function aloneProposals(scene: Scene, companion: string): readonly Proposal[] {
  const remark = companion.trim();
  if (remark.length === 0 || remark.length > REMARK) return [];
  const { text } = scene.reading;
  const slot = slotAt(scene.reading, 0, text.length);
  if (!slot || text.slice(slot.after).trim() !== '' || slot.end <= slot.start) return [];
  if (shapeFrom(text.slice(slot.start, slot.end), scene.language.weakStems, ALONE_FLOOR) === null) return [];
  if (!speaksOfAccess(scene, remark)) return [];
  const { words } = tieOf(scene, slot.start);
  const extra = [[-1.4, 'alone in the subject']] as const;
  return [{ slot, frame: 'subject-named', words, tie: 'direct', extra, principal: null }];
}

/** Whether a remark names what a password opens, an account, or a credential. */
const speaksOfAccess = ({ language }: Scene, remark: string): boolean =>
  markText(foldText(remark), language.lexicon).some(
    ({ role }) =>
      role.is === 'credential' ||
      role.is === 'principal' ||
      (role.is === 'topic' && language.briefTopics.includes(role.topic)),
  );

const REACH = 120;
const BRIEF = 250;

/** "The password is in the subject", or so short a body that "see subject" can mean nothing else. */
function namesSubject(scene: Scene, companion: string): boolean {
  const fold = foldText(companion);
  const { subjectStems, bulk } = scene.language;
  if (!subjectStems.some((stem) => fold.includes(stem)) || bulk.some((term) => fold.includes(term))) return false;
  const marks = markText(fold, scene.language.lexicon);
  const references = marks.filter((mark) => mark.role.is === 'subject-reference');
  if (references.length === 0 || companion.trim().length <= BRIEF) return references.length > 0;
  const credentials = marks.filter((mark) => mark.role.is === 'credential' && mark.role.words.needs.length === 0);
  return references.some(({ start }) => credentials.some((mark) => Math.abs(mark.start - start) <= REACH));
}

import type { CredentialWords } from './language-pack.ts';
import type { Proposal } from './proposal.ts';
import type { Reason } from './reason.ts';
import { credentialBefore, marksWithin, type Scene, sentenceOf } from './scene.ts';
import type { Stretch } from './sentences.ts';
import type { Mark } from './term.ts';
import type { FormedShape } from './value-form.ts';

/** Weights by how much the value itself looks like a password: hardly, somewhat, plainly. */
const AGAINST = [
  { role: 'withheld', says: 'the sentence says it is given another way', weights: [-2.2, -1.2, -0.5] },
  { role: 'policy', says: 'the sentence is about rules', weights: [-2.5, -2, -1.6] },
  { role: 'notice', says: 'the sentence is a notice', weights: [-1.5, -0.8, -0.2] },
] as const;

/** Against what is no more than a guess, and is no plain word or number, the same words say less. */
const LOOKING = 0.8;
const GUESSED = 0.4;

/** What the words of the sentence say against a value, or of how it is spelt. */
export function cuesAgainst(
  { slot, frame, words, extra }: Proposal,
  shape: FormedShape,
  scene: Scene,
): readonly Reason[] {
  // Beside a link stands what to do if one did not ask for it.
  if (frame === 'column' || frame === 'entry-link') return [];
  const sentence = sentenceOf(scene, slot.start);
  const said = clauseEnd(scene, slot.end, sentence.end);
  const grade = shape.weight >= 1.8 ? 2 : shape.weight >= 1.2 || slot.style === 'quoted' ? 1 : 0;
  const share = frame === 'mentioned' && (shape.weight >= LOOKING || extra.length > 0) ? GUESSED : 1;
  const reasons: Reason[] = [];
  for (const cue of AGAINST) {
    const marks = marksWithin(scene, cue.role, sentence.start, said).filter(
      (mark) =>
        cue.role !== 'withheld' ||
        (frame !== 'derived' &&
          !isOfAnother(scene, mark, slot.start) &&
          !isPast(scene, mark, slot) &&
          !introduces(scene, mark, slot.start) &&
          !isOpened(scene, mark, words)),
    );
    if (marks.some((mark) => (mark.end <= slot.start || mark.start >= slot.end) && !isAnswered(scene, mark, slot)))
      reasons.push([
        share * cue.weights[cue.role === 'policy' && shape.name === 'season and year' ? 0 : grade],
        cue.says,
      ]);
  }
  if (marksWithin(scene, 'spelling', slot.end, Math.min(slot.end + 60, sentence.end + 40)).length > 0)
    reasons.push([0.8, 'its spelling is explained']);
  if (frame !== 'derived' && /\d/.test(textOf(scene, slot)) && followsOtherNumber(scene, slot.start))
    reasons.push([-1.6, 'it is another kind of number']);
  if (asks(scene, sentence.end, slot.end)) reasons.push([ASKED[grade], 'the sentence asks']);
  return reasons;
}

const textOf = ({ reading }: Scene, { start, end }: { readonly start: number; readonly end: number }): string =>
  reading.text.slice(start, end);

/** "The keys are in the safe, code X": what is withheld stands in a clause of its own, before the credential word. */
function isOfAnother(scene: Scene, withheld: Mark, at: number): boolean {
  const word = credentialBefore(scene, at, OWN_REACH);
  if (!word || word.start < withheld.end) return false;
  return /[,;:–(]\s/.test(scene.reading.text.slice(withheld.end, word.start));
}

/** "The password was empty, now X"; "X (never use your own there)": behind a comma a link of its own states the value, and a remark in parentheses says something else. */
function isPast(scene: Scene, withheld: Mark, { start, end }: Stretch): boolean {
  const { text } = scene.reading;
  if (withheld.start >= end) {
    const open = text.indexOf('(', end);
    return (
      open >= 0 && open <= end + 2 && withheld.start - open > ASIDE && !text.slice(open, withheld.start).includes(')')
    );
  }
  const comma = text.slice(withheld.end, start).search(/[,;]\s/);
  if (comma < 0) return false;
  return (['link', 'contrast', 'weak-introducer'] as const).some((role) =>
    marksWithin(scene, role, withheld.end + comma, start).some((mark) => start - mark.end <= 2),
  );
}

/** "You get it off with X", "stored is X": the words of the cue are those that introduce the value. */
const introduces = (scene: Scene, cue: Mark, at: number): boolean =>
  marksWithin(scene, 'strong-introducer', cue.start - LONGEST_INTRODUCER, cue.end).some(
    ({ start, end }) => end >= cue.end && start <= cue.start && at >= end && at - end <= 2,
  );

const LONGEST_INTRODUCER = 40;

/** A withheld value is said to be so at once. */
const ASIDE = 6;

/** How far before a value its own credential word may stand. */
const OWN_REACH = 40;

/** "I set the safe to X": a thing that a code opens is no place where the code is kept. */
const isOpened = (scene: Scene, { start, end }: Stretch, { value }: CredentialWords): boolean =>
  value === 'digits' &&
  marksWithin(scene, 'topic', start, end).some(
    ({ role }) => role.is === 'topic' && scene.language.codeTopics.includes(role.topic),
  );

/** "The same as ever: X", "all in capitals X", and what is said right behind a value to state it: the cue is of this very value. */
function isAnswered(scene: Scene, mark: Stretch, slot: Stretch): boolean {
  if (mark.start >= slot.end)
    return mark.start <= slot.end + 2 && marksWithin(scene, 'strong-trailer', mark.start, mark.start + 1).length > 0;
  if (/^ ?[:：]\s*["'“「]?$/.test(scene.reading.text.slice(mark.end, slot.start))) return true;
  if (isIntroduced(scene, mark, slot)) return true;
  const remark = marksWithin(scene, 'spelling', mark.start, mark.start + 1).at(0);
  return remark !== undefined && slot.start - remark.end <= 2;
}

/** "It is the same as the number plate, X": what introduces the value holds the cue. */
const isIntroduced = (scene: Scene, { start, end }: Stretch, slot: Stretch): boolean =>
  marksWithin(scene, 'strong-introducer', start - LONGEST_LEAD, start + 1).some(
    (lead) => lead.end >= end && slot.start - lead.end <= 2,
  );
const LONGEST_LEAD = 24;

const PAUSE = /[，、،；؛（]/;
const PAUSE_OR_COMMA = /[，、،；؛（]|, /;

/** Where the clause ends that a value stands in, in writing that strings many together: what follows is said of something else. */
function clauseEnd({ reading, language }: Scene, from: number, end: number): number {
  const pause = reading.text.slice(from, end).search(language.ownLetter === null ? PAUSE : PAUSE_OR_COMMA);
  return pause < 0 ? end : from + pause;
}

const ASKED = [-1.2, -0.6, -0.3] as const;

const LABEL_REACH = 40;

/** "serial 88-210": a label of another number stands before it, with no credential word between. */
function followsOtherNumber(scene: Scene, at: number): boolean {
  const label = marksWithin(scene, 'other-number', at - LABEL_REACH, at).at(-1);
  if (!label || label.end > at || scene.reading.text.slice(label.end, at).includes('\n')) return false;
  if (isIntroduced(scene, label, { start: at, end: at })) return false;
  return marksWithin(scene, 'credential', label.end, at).length === 0;
}

function asks(scene: Scene, end: number, from: number): boolean {
  const tail = scene.reading.text.slice(Math.max(from, end - 4), end);
  return tail.includes('?') || tail.includes('？') || tail.includes('؟');
}

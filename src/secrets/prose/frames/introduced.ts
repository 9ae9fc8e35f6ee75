import { hasLook, isPlainWord, isUnspacedAt } from '../characters.ts';
import type { CredentialWords } from '../language-pack.ts';
import { tailAt } from '../other-writing.ts';
import type { Proposal } from '../proposal.ts';
import { lineEndAt, marksWithin, type Scene, sentenceOf, topicNear } from '../scene.ts';
import type { Stretch } from '../sentences.ts';
import type { Mark } from '../term.ts';
import { type Slot, slotAt } from '../value-slot.ts';
import { slotEndingAt } from './backward.ts';
import { nextLineSlots } from './next-line.ts';
import { withPhrase } from './phrase.ts';
import { skipFillers } from './stated.ts';
import { followsLabel, type TiedWords, tieOf, tieOfTyped } from './tie.ts';

/** "I reset it to X", "to open it use X", "did you try X?", "X to open it": a value with no credential word of its own. */
export function introducedProposals(scene: Scene): readonly Proposal[] {
  return scene.marks.flatMap((mark): readonly Proposal[] => {
    if (mark.role.is === 'strong-introducer') return after(scene, mark.end, 'introduced');
    if (mark.role.is === 'weak-introducer') return isCopula(scene, mark) ? [] : after(scene, mark.end, 'hinted');
    if (mark.role.is === 'spelling')
      return after(scene, mark.end, 'hinted').filter(({ slot }) => slot.start <= mark.end + 2);
    if (mark.role.is === 'strong-trailer') return before(scene, mark.start, 'introduced');
    return mark.role.is === 'trailer' ? before(scene, mark.start, 'hinted') : [];
  });
}

function after(scene: Scene, end: number, frame: 'introduced' | 'hinted'): readonly Proposal[] {
  // `do_mount`: the words are part of a name.
  if (scene.reading.text[end] === '_') return [];
  const tied = tieOf(scene, end, frame === 'introduced');
  if (!scene.brief && (tied.tie === 'none' || (frame === 'hinted' && tied.tie === 'topic near'))) return [];
  const from = skipFillers(scene, end);
  const slot = slotAt(scene.reading, from, lineEndAt(scene, end));
  if (slot && frame === 'hinted' && isTooPlain(scene, slot, tied.words)) return guess(scene, slot, tied);
  const slots = slot
    ? withPhrase(scene, withoutAccount(scene, slot), tied.words)
    : nextLineSlots(scene, end).slice(0, 1);
  const loneBelow = slot ? [] : ([[0.9, 'alone on the next line']] as const);
  const found = slots.flatMap((value) => {
    const typed = tieOfTyped(scene, value, tied);
    const whole = typed.words.value === 'name' ? withPhrase(scene, value, typed.words) : [value];
    return whole.map((one) => ({
      ...typed,
      slot: one,
      frame,
      extra: [...loneBelow, ...closing(scene, one, frame, typed)],
      principal: null,
    }));
  });
  return slot && frame === 'introduced' ? [...found, ...joinedTo(scene, slot, tied)] : found;
}

/** What ends its clause behind words that introduce it: a name where one is wanted, a noun (as German writes them), a word whose spelling is explained. */
function closing(
  scene: Scene,
  slot: Slot,
  frame: 'introduced' | 'hinted',
  { words, tie }: TiedWords,
): Proposal['extra'] {
  const { text } = scene.reading;
  if (slot.style !== 'bare' || tie === 'none' || !scene.brief || !isClosed(scene, slot.end)) return [];
  const isNamed = words.value === 'name' && /^\p{Lu}/u.test(text.slice(slot.start, slot.end));
  const isSpelt = marksWithin(scene, 'spelling', slot.end, slot.end + SPELT_REACH).length > 0;
  if (frame === 'hinted')
    return isNamed || isSpelt || isSecretWord(scene, slot, words) ? [[0.4, 'the statement ends with it']] : [];
  return /^\p{Lu}\p{Ll}{3,}$/u.test(text.slice(slot.start, slot.end)) ? [[0.2, 'the statement ends with it']] : [];
}

/** "the code word? It's heron": where a name is wanted, a word in small letters. */
const isSecretWord = ({ reading: { text } }: Scene, { start, end }: Slot, { value }: CredentialWords): boolean =>
  value === 'name' && end - start >= SHORTEST_GUESS && /^\p{Ll}+$/u.test(text.slice(start, end));

const isClosed = (scene: Scene, at: number): boolean =>
  CLOSING.test(scene.reading.text.slice(at, at + 2)) || marksWithin(scene, 'trailer', at, at + 3).length > 0;

const SPELT_REACH = 12;

/** "Log in with dispatch and X": behind an account and a joint stands its password, where it ends the clause. */
function joinedTo(scene: Scene, account: Slot, { tie, words }: TiedWords): readonly Proposal[] {
  const { reading, language } = scene;
  const lineEnd = lineEndAt(scene, account.start);
  const name = reading.text.slice(account.start, account.end);
  if (account.style !== 'bare' || account.after !== account.end || language.stops.has(name.toLowerCase())) return [];
  const joint = slotAt(reading, account.after, lineEnd);
  if (!joint || !isJoint(scene, joint)) return [];
  const slot = slotAt(reading, skipJoints(scene, joint.after, lineEnd), lineEnd);
  if (
    !slot ||
    slot.end - slot.start < SHORTEST_GUESS ||
    !(
      CLOSING.test(reading.text.slice(slot.style === 'bare' ? slot.end : slot.after).slice(0, 2)) ||
      hasLook(reading.text, slot.start, slot.end)
    )
  )
    return [];
  return [{ slot, frame: 'introduced', words, tie, extra: [], principal: name }];
}

const isJoint = ({ reading: { fold }, language }: Scene, { start, after }: Slot): boolean =>
  fold.slice(start, after) === '/' || language.joints.has(fold.slice(start, after));

/** "and then the word": more words that only lead on. */
function skipJoints(scene: Scene, from: number, lineEnd: number): number {
  const { reading, language } = scene;
  let at = from;
  for (let step = 0; step < 3; step++) {
    const slot = slotAt(reading, at, lineEnd);
    const word = slot ? reading.fold.slice(slot.start, slot.after) : '';
    if (!slot || !(language.joints.has(word) || language.determiners.has(word) || language.fillers.has(word)))
      return at;
    at = slot.after;
  }
  return at;
}

/** A word like any other is no value behind such words, unless a phrase or name is wanted or its spelling is explained. */
const isTooPlain = (scene: Scene, { style, start, end }: Slot, { value }: CredentialWords): boolean =>
  style === 'bare' &&
  value !== 'phrase' &&
  value !== 'name' &&
  isPlainWord(scene.reading.text, start, end) &&
  marksWithin(scene, 'spelling', end, end + REMARK_REACH).length === 0;

/** A word like any other that ends its clause, in a few lines where a credential word stands near: no more than a guess. */
function guess(scene: Scene, slot: Slot, { tie, words }: TiedWords): readonly Proposal[] {
  const { reading, setting, brief, language } = scene;
  const asks = tie === 'topic near' && topicNear(scene, slot.start, ASKING_REACH, ['question']);
  if (!asks && tie !== 'credential near' && tie !== 'subject') return [];
  if (!brief || !setting.isMail || slot.end - slot.start < SHORTEST_GUESS || words.value === 'digits') return [];
  const fold = reading.fold.slice(slot.start, slot.end);
  const isName = /^\p{Lu}/u.test(reading.text.slice(slot.start, slot.end));
  if (isName || language.stops.has(fold) || !CLOSING.test(reading.text.slice(slot.end, slot.end + 2))) return [];
  const extra = [[asks ? 0.9 : tie === 'subject' ? 0.6 : 0.4, 'the statement ends with it']] as const;
  return [{ slot, frame: 'guessed', words, tie, extra, principal: null }];
}

const SHORTEST_GUESS = 4;
/** How far before a word it is said that something asks for it. */
const ASKING_REACH = 90;
const CLOSING = /^(?:[.,;!)"\n]|$| ?\()/;

/** How far behind a value its spelling is explained (weigh.ts). */
const REMARK_REACH = 60;

/** `admin/X` gives `X`. */
function withoutAccount({ reading, language }: Scene, slot: Slot): Slot {
  const account = /^([\p{L}\d._-]{2,30})[/:](?=[^/:]+$)/u.exec(reading.fold.slice(slot.start, slot.end));
  if (slot.style !== 'bare' || !language.knownAccounts.has(account?.[1] ?? '')) return slot;
  return { ...slot, start: slot.start + (account?.[0].length ?? 0) };
}

function before(scene: Scene, start: number, frame: 'introduced' | 'hinted'): readonly Proposal[] {
  const written = slotEndingAt(scene, start, sentenceOf(scene, start).start);
  const slot = written && withoutAccount(scene, written);
  if (!slot || followsLabel(scene, slot.start)) return [];
  if (frame === 'hinted' && tailAt(start, scene) > 0 && !beginsClause(scene, slot)) return [];
  const { tie, words } = tieOfTyped(scene, slot, tieOf(scene, start, true));
  const typed = words.value === 'digits' ? ([[0.3, 'followed by what it does']] as const) : [];
  const whole = words.value === 'name' ? withNamesBefore(scene, slot) : slot;
  return [{ slot: whole, frame, words, tie, extra: typed, principal: null }];
}

/** "Candle Lane": the names before the last are of the answer too. */
function withNamesBefore(scene: Scene, slot: Slot): Slot {
  const { text } = scene.reading;
  const from = Math.max(sentenceOf(scene, slot.start).start, slot.start - LONGEST_NAMES);
  const names = /(?:(?<=\p{L}\s)\p{Lu}[\p{L}'’.-]{0,20}\s){1,2}$/u.exec(text.slice(from, slot.start))?.[0].length ?? 0;
  return slot.style === 'bare' ? { ...slot, start: slot.start - names } : slot;
}

const LONGEST_NAMES = 44;

/** `是 X` states what stands before it, unless nothing does. */
function isCopula(scene: Scene, mark: Mark): boolean {
  if (!isUnspacedAt(scene.reading.text, mark.start) || beginsClause(scene, mark)) return false;
  return marksWithin(scene, 'link', mark.start, mark.start + 1).some(({ end }) => end === mark.end);
}

const CLAUSE_SIGNS = /[,，、،:：…~〜-]\s*["'“「『]?$/;

/** "X です" says that something is X: what, is only open where nothing is named before it. */
function beginsClause(scene: Scene, { start: at }: Stretch): boolean {
  const { start } = sentenceOf(scene, at);
  const before = scene.reading.fold.slice(start, at).trim();
  return /^["'“「『]?$/.test(before) || CLAUSE_SIGNS.test(before) || scene.language.fillers.has(before);
}

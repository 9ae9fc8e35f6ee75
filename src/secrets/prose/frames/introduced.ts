import { isPlainWord, isUnspacedAt } from '../characters.ts';
import type { CredentialWords } from '../language-pack.ts';
import { tailAt } from '../other-writing.ts';
import type { Proposal } from '../proposal.ts';
import { lineEndAt, marksWithin, type Scene, sentenceOf } from '../scene.ts';
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
  const tied = tieOf(scene, end, frame === 'introduced');
  if (!scene.brief && (tied.tie === 'none' || (frame === 'hinted' && tied.tie === 'topic near'))) return [];
  const from = skipFillers(scene, end);
  const slot = slotAt(scene.reading, from, lineEndAt(scene, end));
  if (slot && frame === 'hinted' && isTooPlain(scene, slot, tied.words)) return guess(scene, slot, tied);
  const slots = slot
    ? withPhrase(scene, withoutAccount(scene, slot), tied.words)
    : nextLineSlots(scene, end).slice(0, 1);
  const loneBelow = slot ? [] : ([[0.6, 'alone on the next line']] as const);
  return slots.map((value) => ({
    ...tieOfTyped(scene, value, tied),
    slot: value,
    frame,
    extra: loneBelow,
    principal: null,
  }));
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
  if (tie !== 'credential near' && tie !== 'subject') return [];
  if (!brief || !setting.isMail || slot.end - slot.start < SHORTEST_GUESS || words.value === 'digits') return [];
  const fold = reading.fold.slice(slot.start, slot.end);
  const isName = /^\p{Lu}/u.test(reading.text.slice(slot.start, slot.end));
  if (isName || language.stops.has(fold) || !CLOSING.test(reading.text.slice(slot.end, slot.end + 2))) return [];
  const extra = [[tie === 'subject' ? 0.6 : 0.4, 'the statement ends with it']] as const;
  return [{ slot, frame: 'guessed', words, tie, extra, principal: null }];
}

const SHORTEST_GUESS = 4;
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
  return [{ slot, frame, words, tie, extra: typed, principal: null }];
}

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

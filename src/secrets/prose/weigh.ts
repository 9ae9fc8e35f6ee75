import type { Confidence } from '../finding.ts';
import { isForeignWord } from './frames/foreign-word.ts';
import type { CredentialWords } from './language-pack.ts';
import { tailAt } from './other-writing.ts';
import { AFTER_COMMA, FRAMES, type FrameName, type Proposal, type Tie } from './proposal.ts';
import { credentialBefore, marksWithin, type Scene, sentenceOf } from './scene.ts';
import type { Stretch } from './sentences.ts';
import type { Mark } from './term.ts';
import { type FormedShape, formOf } from './value-form.ts';

/** What a proposal comes to. */
export interface Verdict {
  readonly score: number;
  readonly confidence: Confidence;
  readonly reasons: readonly string[];
}

const LEVELS: readonly (readonly [number, Confidence])[] = [
  [4.5, 'high'],
  [3.2, 'medium'],
  [2.4, 'low'],
];

const TIES: Readonly<Record<Tie, number>> = {
  direct: 0,
  'credential near': 0.8,
  subject: 0.6,
  'topic near': 0.3,
  none: -0.9,
};

type Reason = readonly [number, string];

/** Adds up what speaks for and against a proposal; null where it is no credential. */
export function weigh(proposal: Proposal, scene: Scene): Verdict | null {
  const shape = formOf(proposal, scene);
  if (!shape || shape.weight < proposal.words.floor || isGroundless(proposal, shape, scene)) return null;
  const reasons: readonly Reason[] = [
    [FRAMES[proposal.frame].weight, FRAMES[proposal.frame].says],
    [shape.weight, `looks like: ${shape.name}`],
    [TIES[proposal.tie], `tie: ${proposal.tie}`],
    ...proposal.extra,
    ...positionOf(proposal, shape, scene),
    ...cuesAgainst(proposal, shape, scene),
  ];
  const score = Math.round(100 * reasons.reduce((sum, [weight]) => sum + weight, 0)) / 100;
  const level = LEVELS.find(([least]) => score >= least)?.[1];
  if (!level) return null;
  const ceiling = ceilingOf(proposal, shape, scene);
  const confidence = ORDER.indexOf(level) > ORDER.indexOf(ceiling) ? ceiling : level;
  return { score, confidence, reasons: reasons.filter(([weight]) => weight !== 0).map(([, says]) => says) };
}

const CLOSING = new Set([...'.,;:!?)]}\n"\'|/。、，；：！？」』）】؟،؛…']);

const POSITIONED: ReadonlySet<string> = new Set(['lone-line', 'column', 'backward', 'mentioned']);

/** An ordinary word, or what stands beside a word of many senses ("the key X features"), counts only where the statement ends with it. */
function positionOf({ slot, frame, words, extra }: Proposal, shape: FormedShape, scene: Scene): readonly Reason[] {
  if (slot.style !== 'bare' || POSITIONED.has(frame)) return [];
  const ambiguous = words.linked || (frame === 'adjacent' && words.needs.length > 0);
  if (shape.weight > 0.5 && !ambiguous) return [];
  const { text } = scene.reading;
  let at = slot.end;
  while (text[at] === ' ' || text[at] === '\t') at++;
  const closed =
    at >= text.length || CLOSING.has(text[at] ?? '') || '(（'.includes(text[at] ?? ' ') || isExplained(scene, slot.end);
  if (!closed) return [[onwardWeight(frame, shape, isFunctionWord(scene, at)), 'the sentence goes on']];
  if (shape.weight > 0.5) return [];
  if (frame === 'assigned') return [[0.5, 'the statement ends with it']];
  if (frame === 'described') return isForeignWord(scene, slot) ? [[1.1, FOREIGN]] : [];
  return frame === 'adjacent' ? besideWord({ slot, words, extra }, shape, scene) : [];
}

/** A word right beside its credential word, with nothing behind it. */
function besideWord(
  { slot, words, extra }: Pick<Proposal, 'slot' | 'words' | 'extra'>,
  shape: FormedShape,
  scene: Scene,
): readonly Reason[] {
  const { text } = scene.reading;
  const isAnswer = words.value === 'phrase' && /^[\p{Lo}\p{M}]+$/u.test(text.slice(slot.start, slot.end));
  if (shape.weight === 0.5 || isAnswer) return [[0.8, 'the statement ends with it']];
  if (isForeignWord(scene, slot)) return [[0.6, FOREIGN]];
  const isLabel = /^[ \t]*:/.test(text.slice(slot.end, slot.end + 4));
  if (scene.language.verbless && scene.brief && shape.name === 'word' && !isLabel)
    return [[extra.length === 0 ? 0.4 : -0.1, 'the statement ends with it']];
  return isExplained(scene, slot.end) ? [[0.5, 'what follows is about it']] : [[-0.4, 'only a word']];
}

/** Codes, which hold digits and little else. */
const CODES: ReadonlySet<string> = new Set(['number', 'reference', 'word with digits', 'digit groups']);

/** A pair or a stated code goes on with the sentence ("is 12345 and must go") where a word of another sense would be explained. */
const onwardWeight = (frame: FrameName, shape: FormedShape, toFunctionWord: boolean): number => {
  if (frame === 'paired' && toFunctionWord) return 0;
  return (frame === 'assigned' || frame === 'introduced') && CODES.has(shape.name) && toFunctionWord ? -0.6 : -1.6;
};

const FOREIGN = 'a word in another script than the sentence';

/** "X with a capital M", "X to disarm": what follows is about the value. */
const isExplained = (scene: Scene, from: number): boolean =>
  tailAt(from, scene) > 0 ||
  tailAt(from + 1, scene) > 0 ||
  marksWithin(scene, 'spelling', from, from + 12).length > 0 ||
  marksWithin(scene, 'strong-trailer', from, from + 3).length > 0 ||
  marksWithin(scene, 'trailer', from, from + 3).length > 0;

/** "root / X on both": a word that goes on with the sentence, not with the value as "admin / sales team" does. */
function isFunctionWord({ reading, language }: Scene, at: number): boolean {
  return language.stops.has(/^[\p{L}']{1,12}/u.exec(reading.fold.slice(at, at + 14))?.[0] ?? '');
}

/** Frames that hold a value only by its look. */
const BY_LOOK: ReadonlySet<string> = new Set([
  'described',
  'loose',
  'lone-line',
  'lone-clause',
  'hinted',
  'paired',
  'mentioned',
]);
/** Those that hold it even where nothing speaks of credentials. */
const UNTIED: ReadonlySet<string> = new Set(['paired', 'hinted', 'lone-line', 'mentioned']);
/** Longer runs that nothing names are ids, signatures and encoded data. */
const LONGEST_BY_LOOK = 32;

/** Whether nothing but its look speaks for a value: such a one is left out. */
function isGroundless({ slot, frame, tie }: Proposal, shape: FormedShape, { brief }: Scene): boolean {
  if (!BY_LOOK.has(frame)) return (frame === 'introduced' || frame === 'corrected') && tie === 'none' && !brief;
  if (slot.end - slot.start > LONGEST_BY_LOOK) return true;
  if (tie === 'none') return !brief || !UNTIED.has(frame);
  return tie === 'topic near' && !brief && (frame !== 'paired' || shape.weight < 1.8);
}

const ORDER: readonly Confidence[] = ['low', 'medium', 'high'];

/** The most that a proposal can come to, however it adds up: what only stands there is no statement. */
function ceilingOf(proposal: Proposal, shape: FormedShape, scene: Scene): Confidence {
  const { frame, tie, asked, extra } = proposal;
  if (frame === 'mentioned' || isGuess(proposal, shape, scene)) return 'low';
  if (!BY_LOOK.has(frame)) return extra.some(([, says]) => says === AFTER_COMMA) ? 'medium' : 'high';
  if (scene.setting.isBulk()) return 'low';
  if (frame === 'paired')
    return tie === 'credential near' && shape.weight >= 1.8 && extra.length > 0 ? 'high' : 'medium';
  return asked ? 'high' : 'medium';
}

/** Longest text in which a value alone and a topic may be the whole message. */
const FEW_WORDS = 250;

/** Whether little but its look speaks for a value: such a one is never above low. */
function isGuess({ tie, frame, extra }: Proposal, shape: FormedShape, { brief, setting }: Scene): boolean {
  if (tie === 'none')
    return shape.weight < 2.5 || !(frame === 'introduced' || (frame === 'paired' && extra.length > 0)) || !brief;
  if (tie !== 'topic near' || !BY_LOOK.has(frame)) return false;
  if (!brief || frame === 'loose') return frame !== 'paired' || shape.weight < 1.8;
  if (frame === 'lone-clause' || frame === 'lone-line')
    return shape.weight < 2.5 || setting.length > FEW_WORDS || !setting.isMail;
  return shape.weight < 1.8 && frame !== 'paired';
}

/** Weights by how much the value itself looks like a password: hardly, somewhat, plainly. */
const AGAINST = [
  { role: 'withheld', says: 'the sentence says it is given another way', weights: [-2.2, -1.2, -0.5] },
  { role: 'policy', says: 'the sentence is about rules', weights: [-2.5, -2, -1.6] },
  { role: 'notice', says: 'the sentence is a notice', weights: [-1.5, -0.8, -0.2] },
] as const;

function cuesAgainst({ slot, frame, words }: Proposal, shape: FormedShape, scene: Scene): readonly Reason[] {
  if (frame === 'column') return [];
  const sentence = sentenceOf(scene, slot.start);
  const said = clauseEnd(scene, slot.end, sentence.end);
  const grade = shape.weight >= 1.8 ? 2 : shape.weight >= 1.2 || slot.style === 'quoted' ? 1 : 0;
  const reasons: Reason[] = [];
  for (const cue of AGAINST) {
    const marks = marksWithin(scene, cue.role, sentence.start, said).filter(
      (mark) =>
        cue.role !== 'withheld' ||
        (frame !== 'derived' && !isOfAnother(scene, mark, slot.start) && !isOpened(scene, mark, words)),
    );
    if (marks.some((mark) => (mark.end <= slot.start || mark.start >= slot.end) && !isAnswered(scene, mark, slot)))
      reasons.push([cue.weights[cue.role === 'policy' && shape.name === 'season and year' ? 0 : grade], cue.says]);
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
  const remark = marksWithin(scene, 'spelling', mark.start, mark.start + 1).at(0);
  return remark !== undefined && slot.start - remark.end <= 2;
}

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
  return marksWithin(scene, 'credential', label.end, at).length === 0;
}

function asks(scene: Scene, end: number, from: number): boolean {
  const tail = scene.reading.text.slice(Math.max(from, end - 4), end);
  return tail.includes('?') || tail.includes('？') || tail.includes('؟');
}

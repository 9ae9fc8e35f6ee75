import { holdsUnspaced } from '../other-writing.ts';
import type { Proposal } from '../proposal.ts';
import type { ReadingLine } from '../reading.ts';
import { marksWithin, type Scene } from '../scene.ts';
import type { Slot } from '../value-slot.ts';
import { DOOR_CODE } from './door-code.ts';
import { tieOf } from './tie.ts';

/** A part of a combination: what it is, and where it stands. */
interface Part {
  readonly is: 'number' | 'turn' | 'joint' | 'sign';
  readonly start: number;
  readonly end: number;
  /** Nothing said parts it from what follows but white space or a dash. */
  readonly isOpen: boolean;
}

const FEWEST = 3;
const MOST = 8;
const TOPIC_REACH = 200;

/** "31 left, 8 right, 66 left", "2 and 4 together, then 5", "4 1 7 7 #": a combination as it is spoken, in a few lines about what it opens. */
export function dialledProposals(scene: Scene): readonly Proposal[] {
  if (!scene.brief) return [];
  return scene.lines.flatMap((line) => (line.look.count < FEWEST ? [] : dialledIn(scene, line)));
}

const TOKEN = /[^\s–—-]+(?:-(?=[^\s\d])[^\s–—-]+)*/gu;
/** In writing without spaces numbers part the words. */
const UNSPACED_TOKEN = /\p{Nd}+|[^\p{Nd}\s–—-]+/gu;

function dialledIn(scene: Scene, line: ReadingLine): readonly Proposal[] {
  const content = scene.reading.text.slice(line.start, Math.min(line.end, line.start + 1000));
  if (!/\p{Nd}/u.test(content)) return [];
  const runs: Part[][] = [[]];
  const isUnspaced = holdsUnspaced(content);
  let before = '';
  for (const { 0: token, index } of content.matchAll(isUnspaced ? UNSPACED_TOKEN : TOKEN)) {
    const part = (isUnspaced ? unspacedPartOf : partOf)(scene, token, line.start + index);
    const run = runs.at(-1) ?? [];
    const begins = part?.is === 'turn' || (part?.is === 'number' && !/\d/.test(before));
    if (part && (run.length > 0 || begins)) run.push(part);
    before = token;
    if (!part || /[.!?。！？]$/.test(token)) runs.push([]);
  }
  return runs.flatMap((run) => proposed(scene, withoutTail(run, isUnspaced)));
}

function partOf({ reading: { fold }, language }: Scene, token: string, start: number): Part | null {
  const bare = token.replace(/[,;:.!?)،؛؟]+$/, '');
  const part = { start, end: start + bare.length, isOpen: bare.length === token.length };
  if (/^\p{Nd}{1,2}$/u.test(bare)) return { ...part, is: 'number' };
  const word = fold.slice(start, part.end);
  if (/^(?:[lr]|\d{1,2}[lr])$/.test(word)) return { ...part, is: /^\d/.test(word) ? 'number' : 'turn' };
  if (language.turns.has(word)) return { ...part, is: 'turn' };
  if (/^(?:[#*]|\p{Lu})$/u.test(bare)) return { ...part, is: 'sign' };
  return language.joints.has(word) || language.namely.has(word) || language.stops.has(word)
    ? { ...part, is: 'joint' }
    : null;
}

const LONGEST_JOINT = 4;

/** A number, what says how it is turned, or a few letters between: 右に. */
function unspacedPartOf({ reading: { fold }, language }: Scene, token: string, start: number): Part | null {
  const end = start + token.length;
  if (/^\p{Nd}/u.test(token)) return token.length <= 2 ? { is: 'number', start, end, isOpen: true } : null;
  const said = fold.slice(start, end);
  const turn = language.turnTerms.find((term) => said.includes(term));
  if (turn !== undefined) return { is: 'turn', start: start + said.lastIndexOf(turn), end, isOpen: false };
  return token.length <= LONGEST_JOINT ? { is: 'joint', start, end, isOpen: false } : null;
}

/** Of turns before the first number the last counts ("three turns left"); joints at the end begin another clause; in writing without spaces what follows the last number does. */
function withoutTail(run: readonly Part[], isUnspaced: boolean): readonly Part[] {
  const last = run.findLastIndex(({ is }) => (isUnspaced ? is === 'number' || is === 'sign' : is !== 'joint'));
  const first = run.findIndex(({ is }, at) => is !== 'turn' || run[at + 1]?.is !== 'turn');
  return run.slice(Math.max(0, first), last + 1);
}

function proposed(scene: Scene, run: readonly Part[]): readonly Proposal[] {
  const slot = slotOf(run);
  const numbers = run.filter(({ is }) => is === 'number').length;
  if (!slot || numbers < FEWEST || numbers > MOST) return [];
  const isTurned = run.some(({ is }) => is === 'turn');
  if (!isTurned && !isSplit(scene, run)) return [];
  const { tie, words } = tieOf(scene, slot.start, true);
  const isNamed = tie !== 'none' && tie !== 'topic near' && words.value === 'digits';
  if (!isNamed && !speaksOfLocks(scene, slot)) return [];
  const introduced = marksWithin(scene, 'strong-introducer', slot.start - 40, slot.start).some(
    ({ end }) => slot.start - end <= 2,
  );
  const extra = isTurned || introduced ? ([[0.6, 'told as it is turned or pressed']] as const) : [];
  return [
    {
      slot,
      frame: 'dialled',
      words: isNamed ? words : DOOR_CODE,
      tie: isNamed ? tie : 'topic near',
      extra,
      principal: null,
    },
  ];
}

function slotOf(run: readonly Part[]): Slot | null {
  const [first, last] = [run[0], run.at(-1)];
  return first && last ? { start: first.start, end: last.end, style: 'bare', after: last.end } : null;
}

/** "4 1 7 7 #", "40 82 17": digits one by one, or pairs of them, with nothing but white space or dashes between. */
function isSplit({ reading: { text } }: Scene, run: readonly Part[]): boolean {
  if (run.some(({ is }) => is === 'joint') || run.slice(0, -1).some(({ isOpen }) => !isOpen)) return false;
  const widths = new Set(
    run.filter(({ is }) => is === 'number').map(({ start, end }) => text.slice(start, end).length),
  );
  return widths.size === 1 && (widths.has(1) ? run.length >= 4 : run.length <= 4);
}

function speaksOfLocks({ marks, language, setting }: Scene, { start }: Slot): boolean {
  const opened = (topic: string) => language.codeTopics.includes(topic);
  for (const topic of setting.subject.topics) if (opened(topic)) return true;
  return marks.some(
    ({ role, start: at }) => role.is === 'topic' && opened(role.topic) && Math.abs(at - start) <= TOPIC_REACH,
  );
}

import { hasLook } from '../characters.ts';
import { CAPITAL_INSIDE, MADE_UP, NUMBER, nextLooking } from '../line-look.ts';
import type { Proposal } from '../proposal.ts';
import type { ReadingLine } from '../reading.ts';
import { isNote, marksWithin, type Scene, topicNear } from '../scene.ts';
import { shapeFrom } from '../value-shape.ts';
import { type Slot, slotAt } from '../value-slot.ts';
import { DOOR_CODE } from './door-code.ts';
import { followsLabel, isOption, type TiedWords, tieOf } from './tie.ts';

/** Least weight of shape beside a credential word, where there is only a topic, and where there is nothing. */
const FLOOR = 0.3;
const TOPIC_FLOOR = 0.8;
const UNTIED_FLOOR = 2.5;
/** Longest message in which what only a password looks like needs nothing beside it. */
const FEW_WORDS = 200;
/** How far behind what a value is made from it may stand. */
const MADE_REACH = 80;
const MOST = 12;

/**
 * What may be a credential in a short message that speaks of one and states none in words that are known: any number, word with
 * digits or quoted word. Looked for only where all other frames are silent; never more than a guess.
 */
export function mentionedProposals(scene: Scene): readonly Proposal[] {
  if (!isNote(scene)) return [];
  return scene.lines.flatMap((line) => [...mentionedIn(scene, line), ...foreignIn(scene, line)]).slice(0, MOST);
}

const LOOKS = MADE_UP | CAPITAL_INSIDE | NUMBER;

function mentionedIn(scene: Scene, line: ReadingLine): readonly Proposal[] {
  const found: Proposal[] = [];
  for (let at = nextLooking(line, line.start, LOOKS); at < line.end && found.length < MOST; ) {
    const slot = slotAt(scene.reading, at, line.end);
    if (!slot) break;
    const proposal = mention(scene, grouped(scene, slot, line));
    if (proposal) found.push(proposal);
    const after = slot.style === 'bare' || proposal ? Math.max(proposal?.slot.end ?? slot.after, at + 1) : slot.start;
    at = nextLooking(line, after, LOOKS);
  }
  return found;
}

const GROUPS = /^\d{2,4}(?: \d{2,4}){1,2}(?![\d\p{L}]|[.,:/-]\d)/u;

/** "418 820": a number in groups of the same length is one. */
function grouped({ reading: { text } }: Scene, slot: Slot, { end }: ReadingLine): Slot {
  if (slot.style !== 'bare') return slot;
  const groups = GROUPS.exec(text.slice(slot.start, Math.min(end, slot.start + 16)))?.[0] ?? '';
  if (new Set(groups.split(' ').map(({ length }) => length)).size !== 1 || groups.length <= slot.end - slot.start)
    return slot;
  return { ...slot, end: slot.start + groups.length, after: slot.start + groups.length };
}

/** A word in small Latin letters, or several joined, in a line of another script. */
const FOREIGN =
  /(?<![\p{Script=Latin}\d._@/:\\#-])(?:[a-z]{4,30}|[A-Za-z][a-z]{1,30}(?:[-._+][a-z]{2,30}){1,5})(?![\p{Script=Latin}\d_@/\\=(]|[-.:+][\p{Script=Latin}\d])/gu;
const SITE = /\.(?:com|net|org|info|biz|edu|gov|example|lan|local|internal)$/;
/** Longest message in which a topic is enough for such a word. */
const FEW_SIGNS = 120;

/** What is neither of the language nor a name that stands in many of its texts was perhaps chosen. */
function foreignIn(scene: Scene, line: ReadingLine): readonly Proposal[] {
  const { reading, language, setting } = scene;
  const content = reading.text.slice(line.start, Math.min(line.end, line.start + 1000));
  if (!language.ownLetter?.test(content)) return [];
  return [...content.matchAll(FOREIGN)].flatMap(({ 0: word, index }): readonly Proposal[] => {
    const start = line.start + index;
    const slot = { start, end: start + word.length, style: 'bare', after: start + word.length } as const;
    const parts = word.toLowerCase().split(/[-._+]/);
    if (SITE.test(word) || parts.some((part) => language.stops.has(part) || language.knownAccounts.has(part)))
      return [];
    if (followsLabel(scene, start)) return [];
    const { tie, words } = tied(scene, slot);
    if (tie === 'none' || (tie === 'topic near' && setting.length > FEW_SIGNS)) return [];
    const extra = [[tie === 'topic near' ? 0.8 : 0.5, 'a word in another script than the sentence']] as const;
    return [{ slot, frame: 'mentioned', words, tie, extra, principal: null }];
  });
}

function mention(scene: Scene, slot: Slot): Proposal | null {
  const { text } = scene.reading;
  if (slot.style === 'bracketed' || (slot.style === 'bare' && !hasLook(text, slot.start, slot.end))) return null;
  if (followsLabel(scene, slot.start) || isOption(text, slot)) return null;
  const { tie, words } = keyed(scene, slot) ?? tied(scene, slot);
  const isQuote = slot.style === 'quoted' && (tie === 'credential near' || tie === 'subject');
  const floor = floorOf(scene, slot, { tie, words });
  const isNumber = /^\d+(?: \d+)+$/.test(text.slice(slot.start, slot.end));
  if (isNumber && words.value !== 'digits' && words.value !== 'code') return null;
  const isTyped = words === DOOR_CODE || !isYear(scene, slot);
  if (!isQuote && (floor === null || !isTyped || !(isNumber || looksLikeOne(scene, slot, floor)))) return null;
  const extra = isQuote ? ([[0.6, 'in quotes']] as const) : [];
  return { slot, frame: 'mentioned', words, tie, extra, principal: null };
}

/** A word that wants a number says nothing of what is none. */
function tied(scene: Scene, { start, end }: Slot): TiedWords {
  const { tie, words } = tieOf(scene, start, true);
  const isNumber = words.value !== 'digits' || DIALLED.test(scene.reading.text.slice(start, end));
  return { tie, words: isNumber ? words : { ...words, rule: 'prose-password', kind: 'password', value: 'any' } };
}

function floorOf(scene: Scene, { start }: Slot, { tie, words }: TiedWords): number | null {
  if (tie === 'none') return scene.setting.length <= FEW_WORDS ? UNTIED_FLOOR : null;
  if (tie !== 'topic near' || words.value === 'digits' || isToldToType(scene, start)) return FLOOR;
  return marksWithin(scene, 'derivation', start - MADE_REACH, start).length > 0 ? FLOOR : TOPIC_FLOOR;
}

/** "Type X": right behind words that often introduce a value. */
const isToldToType = (scene: Scene, at: number): boolean =>
  (['weak-introducer', 'strong-introducer'] as const).some((role) =>
    marksWithin(scene, role, at - INTRODUCED, at).some(({ end }) => at - end <= 2),
  );
const INTRODUCED = 30;

const DIALLED = /^(?=.{3,10}$)[*#]?\d{1,6}(?:[-*#]\d{1,4}){0,3}[\p{Lu}*#]?\d{0,4}#?$/u;
const THING_REACH = 80;

/** A number beside a thing that a number opens. */
function keyed(scene: Scene, { start, end }: Slot): TiedWords | null {
  if (!DIALLED.test(scene.reading.text.slice(start, end).replaceAll(' ', ''))) return null;
  const near = topicNear(scene, start, THING_REACH, scene.language.codeTopics);
  return near ? { tie: 'topic near', words: DOOR_CODE } : null;
}

/** A year says when, unless it stands behind a sign as a value does. */
const isYear = ({ reading: { text } }: Scene, { start, end }: Slot): boolean =>
  /^(?:19|20)\d\d$/.test(text.slice(start, end)) && !/[:=]\s*$/.test(text.slice(Math.max(0, start - 3), start));

const looksLikeOne = ({ reading: { text }, language }: Scene, { start, end }: Slot, floor: number): boolean =>
  shapeFrom(text.slice(start, end), language.weakStems, floor) !== null;

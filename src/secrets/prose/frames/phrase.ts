import { isUnspacedAt } from '../characters.ts';
import type { CredentialWords } from '../language-pack.ts';
import { withoutTail } from '../other-writing.ts';
import { lineEndAt, marksWithin, type Scene, sentenceOf } from '../scene.ts';
import type { Slot } from '../value-slot.ts';

const MOST_WORDS = 10;
const FEWEST_WORDS = 3;
/** Where no capitals tell names from words, two of them may be one. */
const FEWEST_UNCASED = 2;
const WORD = /^[\p{L}\p{M}\p{N}'’-]+$/u;
const CAPITAL = /^\p{Lu}/u;

const NAMES = /^(?:\p{Lu}[\p{L}'’-]{0,30}|\p{Lu}\p{L}{0,3}\.)(?: \p{Lu}[\p{L}'’-]{0,30}){1,2}(?=[\s.,;:!?)]|$)/u;

/** "Candle Lane": an answer goes on with the names behind it. */
function withNames({ reading: { text } }: Scene, slot: Slot): Slot {
  const { length } = NAMES.exec(text.slice(slot.start, slot.start + 100))?.[0] ?? '';
  const end = slot.start + length;
  return end > slot.end ? { ...slot, end, after: end } : slot;
}

const SPACED_DIGITS = /^(?:\d{2,4}(?: \d{2,4}){1,3}|\d(?: \d){3,7})(?: [#*])?(?!\S)/;

/** The slot, or the run of words it begins where the credential word expects a phrase. */
export function withPhrase(scene: Scene, slot: Slot, words: CredentialWords): readonly Slot[] {
  if (slot.style !== 'bare') return [slot];
  if (words.value === 'digits' || words.value === 'code') return [withSpacedDigits(scene, slot)];
  if (words.value === 'name') return [withNames(scene, slot)];
  if (words.value === 'opaque') return [slot];
  if (words.value === 'phrase') return [withArticle(scene, slot) ?? wholePhrase(scene, slot)];
  const whole = wholePhrase(scene, slot);
  const isAfterSign = /[:=]\s*$/.test(scene.reading.text.slice(Math.max(0, slot.start - 4), slot.start));
  const isExplained = whole !== slot && marksWithin(scene, 'spelling', whole.end, whole.end + REMARK_REACH).length > 0;
  if (whole !== slot && (isAfterSign || isExplained)) return [slot, whole];
  const spelt = scene.brief ? spelledRun(scene, slot) : null;
  return spelt ? [spelt] : [slot];
}

/** "Alder Canal 19, spaces included": several words of any look, where a remark on how they are written follows at once. */
function spelledRun(scene: Scene, slot: Slot): Slot | null {
  const remark = marksWithin(scene, 'spelling', slot.end + 1, slot.end + LONGEST_SPELT).at(0);
  if (!remark) return null;
  const run = /^(\S+(?: [^\s,;(]+){1,4})[,;]? ?\(?\s*$/u.exec(scene.reading.text.slice(slot.start, remark.start))?.[1];
  if (run === undefined || !/\d/.test(run) || !run.split(' ').every((part) => WORD.test(part))) return null;
  const end = slot.start + run.length;
  return { start: slot.start, end, style: 'bare', after: end };
}

const LONGEST_SPELT = 40;

/** "The phrase is the aunt buys barnacles": the article before a word may begin a phrase of four words or more. */
function withArticle(scene: Scene, slot: Slot): Slot | null {
  const { fold, text } = scene.reading;
  const before = /(?:^|\s)(\p{L}{1,4}) $/u.exec(fold.slice(Math.max(0, slot.start - 7), slot.start))?.[1];
  if (before === undefined || !scene.language.determiners.has(before)) return null;
  const whole = wholePhrase(scene, { ...slot, start: slot.start - before.length - 1 });
  return text.slice(whole.start, whole.end).split(' ').length > FEWEST_WORDS ? whole : null;
}

/** How far behind several words it is said how they are written. */
const REMARK_REACH = 24;

/** The run of words that a slot begins; the slot itself where these are no phrase. */
function wholePhrase(scene: Scene, slot: Slot): Slot {
  const { text } = scene.reading;
  const limit = untilSpelling(scene, slot, Math.min(lineEndAt(scene, slot.start), sentenceOf(scene, slot.start).end));
  const remarked = untilOtherScript(untilRemark(text.slice(slot.start, limit))).replace(/[\s.!,;:)。！、，）]+$/u, '');
  const run = untilNewClause(remarked, scene);
  const parts = run.split(/\s+/, MOST_WORDS + 1);
  const fewest = scene.language.ownLetter === null ? FEWEST_WORDS : FEWEST_UNCASED;
  const isRun = parts.length >= fewest && parts.length <= MOST_WORDS && isPhrase(parts);
  const ended = parts.length > 1 && isUnspacedAt(text, slot.end - 1) ? withoutTail(slot, scene) : slot;
  if (ended.end < slot.end) return ended;
  const end = slot.start + run.length;
  const whole = isRun ? ({ start: slot.start, end, style: 'bare', after: end } as const) : slot;
  return isUnspacedAt(text, whole.end - 1) ? withoutTail(whole, scene) : whole;
}

/** "seven quiet geese (with spaces)": what stands in parentheses, or behind a comma or dash, is said of the phrase. */
const untilRemark = (text: string): string => text.split(/\s\(|,\s|\s[-–—]\s/u, 1)[0] ?? text;

/** "… with spaces between", "… and that is all": how it is written, and what it does, is no part of it. */
const untilSpelling = (scene: Scene, { end }: Slot, limit: number): number =>
  Math.min(
    limit,
    ...(['spelling', 'trailer'] as const).flatMap((role) =>
      marksWithin(scene, role, end, limit).map(({ start }) => start),
    ),
  );

const LATIN_RUN = /^[\p{Script=Latin}\d'’.-]+(?: [\p{Script=Latin}\d'’.-]+)*(?= (?!\p{Script=Latin})\p{L})/u;

/** A phrase in Latin letters ends where the sentence around it goes on in others. */
const untilOtherScript = (run: string): string => LATIN_RUN.exec(run)?.[0] ?? run;

/** "seven quiet geese and that is all of it": behind a joint two common words begin another statement, one ("and a kettle") does not. */
function untilNewClause(run: string, { language }: Scene): string {
  const { joints, stops } = language;
  for (const { 1: joint, 2: next, 3: after, index } of run.matchAll(CLAUSE)) {
    if (joints.has(joint ?? '') && stops.has(next ?? '') && stops.has(after ?? '')) return run.slice(0, index);
  }
  return run;
}

const CLAUSE = /\s(?=(\p{L}{1,6}) (\p{L}+) (\p{L}+))/gu;

/** Words alone, names among them at most half (German capitals every noun): more are a heading or a remark. */
const isPhrase = (parts: readonly string[]): boolean =>
  parts.every((part) => WORD.test(part)) && parts.filter((part) => CAPITAL.test(part)).length <= parts.length / 2;

/** "318 204": a number written in groups. */
function withSpacedDigits(scene: Scene, slot: Slot): Slot {
  const rest = scene.reading.text.slice(slot.start, Math.min(slot.start + 24, lineEndAt(scene, slot.start)));
  const groups = SPACED_DIGITS.exec(rest.replace(/[.,;)]+(?=\s|$)/, ' '))?.[0].length;
  return groups ? { ...slot, end: slot.start + groups, after: slot.start + groups } : slot;
}

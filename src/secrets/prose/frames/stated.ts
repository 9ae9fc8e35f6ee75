import { isJoiningAt, isSpaceAt, isUnspacedAt } from '../characters.ts';
import type { CredentialWords } from '../language-pack.ts';
import { withNumber } from '../other-writing.ts';
import { AFTER_COMMA, type FrameName, type Proposal } from '../proposal.ts';
import { firstFrom, lineEndAt, marksWithin, type Scene, sentenceOf } from '../scene.ts';
import type { CredentialMark } from '../subject-view.ts';
import type { Mark } from '../term.ts';
import { type Slot, slotAt } from '../value-slot.ts';
import { nextLineSlots } from './next-line.ts';
import { withPhrase } from './phrase.ts';

/** Longest way from a credential word to the link that states its value. */
const GAP = 110;
const DASH = /^[-–—:=>→]+$/;

/** "The password for the portal is X", "pw: X", "password X", "passphrase (X)", and the value on the next line. */
export function statedProposals(scene: Scene): readonly Proposal[] {
  return scene.credentials.flatMap((mark) => statedBy(scene, mark));
}

function statedBy(scene: Scene, mark: CredentialMark): readonly Proposal[] {
  const found = adjacentTo(scene, mark).filter(({ slot }) => !mark.words.linked || isDialled(scene, slot));
  const sentence = sentenceOf(scene, mark.start);
  const limit = Math.min(sentence.end, mark.end + GAP, nextPlain(scene, mark));
  for (const link of marksWithin(scene, 'link', mark.end, limit).slice(0, 4)) {
    if (countsAsLink(scene, link, mark) && !isOfAnother(scene, link, mark)) found.push(...linkedBy(scene, mark, link));
  }
  return found;
}

/** "safe 77-20-41": what is dialled or typed at a thing; years and short numbers are not. */
const isDialled = ({ reading }: Scene, { start, end }: Slot): boolean =>
  /^(?:\d{1,3}(?:-\d{1,3}){2,3}|[*#]\d{3,8}[*#]?|\d{3,8}[*#]|(?!19\d\d$|20\d\d$)\d{4,8})$/.test(
    reading.text.slice(start, end),
  );

/** Where the next unmistakable credential word begins: what follows it is its own. */
function nextPlain(scene: Scene, mark: CredentialMark): number {
  const begin = firstFrom(scene.credentials, mark.end);
  return (
    scene.credentials.slice(begin, begin + 8).find(({ words }) => words.needs.length === 0)?.start ??
    Number.POSITIVE_INFINITY
  );
}

const COMMAS = /[,，、،;；]/;

/** "password as before, user: X": behind a comma the link belongs to the label before it. */
function isOfAnother(scene: Scene, link: Mark, mark: CredentialMark): boolean {
  const labels = (['principal', 'host', 'other-number'] as const).flatMap((role) =>
    marksWithin(scene, role, mark.end, link.start),
  );
  const { fold } = scene.reading;
  return labels.some(
    (label) => COMMAS.test(fold.slice(mark.end, label.start)) && fold.slice(label.end, link.start).trim() === '',
  );
}

/** A colon further on must stand before white space, or it belongs to an address or a time. */
function countsAsLink(scene: Scene, link: Mark, mark: CredentialMark): boolean {
  const { text } = scene.reading;
  if (text[link.start] === "'" || text[link.start] === '’') return link.start === mark.end;
  if (text[link.start] === '=' && link.start !== mark.end) return isSpaceAt(text, link.start - 1);
  if (text[link.start] !== ':' || link.start === mark.end) return true;
  return isSpaceAt(text, link.end);
}

function linkedBy(scene: Scene, mark: CredentialMark, link: Mark): readonly Proposal[] {
  const at = skipFillers(scene, link.end);
  const lineEnd = lineEndAt(scene, link.start);
  const slot = slotAt(scene.reading, at, lineEnd);
  if (slot && isPairOf(scene, mark, slot)) return [];
  if (!slot)
    return nextLineSlots(scene, link.end, mark.words.value).map((below) => propose(below, 'next-line', mark.words));
  const far = farFrom(scene, mark, link);
  return withPhrase(scene, withNumber(slot, scene), mark.words).map((value) =>
    propose(value, 'assigned', mark.words, far),
  );
}

/** A link far behind its word may be said of something else; in scripts without spaces a few letters are far. */
function farFrom(scene: Scene, mark: CredentialMark, link: Mark): Proposal['extra'] {
  const gap = link.start - mark.end;
  if (isUnspacedAt(scene.reading.text, mark.end - 1) ? gap <= 4 : gap <= 45) return [];
  return [[gap > 45 ? -0.4 : -0.6, 'some way after the credential word']];
}

const PAIR = /^[^\s/:]{2,}[/:][^\s/:]+$/;

/** `login/password: user/X`: what follows is a pair, of which the value is only the second. */
const isPairOf = ({ reading }: Scene, mark: CredentialMark, slot: Slot): boolean =>
  reading.fold[mark.start - 1] === '/' && PAIR.test(reading.text.slice(slot.start, slot.end));

const PAUSES = new Set([...'、，،']);

/** Skips `now`, `still`, a second link, a pause between them, and lone dashes. */
export function skipFillers(scene: Scene, from: number): number {
  let at = from;
  const lineEnd = lineEndAt(scene, from);
  for (let step = 0; step < 5; step++) {
    if (PAUSES.has(scene.reading.text[at] ?? ' ')) at++;
    const link = marksWithin(scene, 'link', at, at + 2).find(
      (mark) => scene.reading.text.slice(at, mark.start).trim() === '' && !isParticleApart(scene, mark, at),
    );
    if (link) {
      at = link.end;
      continue;
    }
    const slot = slotAt(scene.reading, at, lineEnd);
    if (slot?.style !== 'bare') return at;
    const word = scene.reading.fold.slice(slot.start, slot.end);
    const whole = scene.reading.text.slice(slot.start, slot.after);
    const next = scene.language.fillers.has(word) ? slot : twoWords(scene, slot, lineEnd);
    if (!next && !DASH.test(whole)) return at;
    at = (next ?? slot).after;
  }
  return at;
}

/** "the word", where it is among what is skipped: its second word. */
function twoWords({ reading, language }: Scene, first: Slot, lineEnd: number): Slot | null {
  if (first.after !== first.end) return null;
  const second = slotAt(reading, first.after, lineEnd);
  if (second?.style !== 'bare') return null;
  return language.fillers.has(reading.fold.slice(first.start, second.end)) ? second : null;
}

/** 은방울꽃: a particle of one letter stands on its word; behind a space it begins another. */
const isParticleApart = ({ reading: { text } }: Scene, { start, end }: Mark, at: number): boolean =>
  start > at && end - start === 1 && isUnspacedAt(text, start);

/** The value right after the word: "PIN 2214", "passphrase (X)", "password - X". */
function adjacentTo(scene: Scene, mark: CredentialMark): readonly Proposal[] {
  const { text } = scene.reading;
  const lineEnd = lineEndAt(scene, mark.start);
  if (mark.end >= lineEnd) return headingAbove(scene, mark);
  if ('"\'`-_/'.includes(text[mark.end] ?? ' ')) return [];
  const first = slotAt(scene.reading, mark.end, lineEnd);
  if (!first) return [];
  if (DASH.test(text.slice(first.start, first.after)) && isSpaceAt(text, mark.end)) {
    const slot = slotAt(scene.reading, first.after, lineEnd);
    if (!slot) return [];
    const dashed = [[0.6, 'after a dash']] as const;
    return withPhrase(scene, slot, mark.words).map((value) => propose(value, 'adjacent', mark.words, dashed));
  }
  if (first.style !== 'bare')
    return withPhrase(scene, withoutFillers(scene, first), mark.words).map((value) =>
      propose(value, 'enclosed', mark.words),
    );
  return besideWord(scene, mark, lineEnd);
}

/** "(currently X)" gives X. */
function withoutFillers(scene: Scene, slot: Slot): Slot {
  const start = slot.style === 'bracketed' ? skipFillers(scene, slot.start) : slot.start;
  return start > slot.start && start < slot.end ? (slotAt(scene.reading, start, slot.end) ?? slot) : slot;
}

/** "PIN 2214", "password still X", "the till PIN, 2580". */
function besideWord(scene: Scene, mark: CredentialMark, lineEnd: number): readonly Proposal[] {
  const { text } = scene.reading;
  const comma = ',，、،'.includes(text[mark.end] ?? ' ');
  const end = comma ? mark.end + 1 : mark.end;
  if (!isSpaceAt(text, end) && !isSetApart(text, end)) return [];
  const slot = slotAt(scene.reading, skipFillers(scene, end), lineEnd);
  if (!slot || isPairOf(scene, mark, slot) || isCommon(scene, slot, mark)) return [];
  const extra = accountBeside(scene, mark);
  const said = comma ? ([...extra, [-0.3, AFTER_COMMA]] as const) : extra;
  const whole = GROUPED.has(mark.words.value) ? withPhrase(scene, slot, mark.words) : [slot];
  const phrases = mark.words.value === 'phrase' ? withPhrase(scene, slot, mark.words) : [];
  const long = phrases.filter(({ start, end }) => end > slot.end && / .* /.test(text.slice(start, end)));
  return (long.length > 0 ? long : whole).map((value) => propose(value, 'adjacent', mark.words, said));
}

/** A word that is never a value (value-form.ts): most words beside a credential word are. */
const isCommon = (
  { reading: { fold }, language }: Scene,
  { style, start, end }: Slot,
  { words }: CredentialMark,
): boolean =>
  style === 'bare' &&
  words.value === 'any' &&
  language.stops.has(fold.slice(start, end)) &&
  !language.chosenWords.has(fold.slice(start, end));

/** Forms of which a value may have several words wherever it stands. */
const GROUPED: ReadonlySet<string> = new Set(['digits', 'code', 'name']);

/** What touches a word of a script without spaces and is of another. */
const isSetApart = (text: string, at: number): boolean =>
  isJoiningAt(text, at) && (isUnspacedAt(text, at - 1) || '，、'.includes(text[at - 1] ?? ' '));

/** "user admin, password admin1", "network N, key X": the account or network beside it makes the pair plain. */
function accountBeside(scene: Scene, mark: CredentialMark): Proposal['extra'] {
  const named =
    marksWithin(scene, 'principal', mark.start - NAMED_REACH, mark.start).length > 0 ||
    isOfNetwork(scene, mark) ||
    (scene.brief && isJoined(scene, mark));
  return named ? [[0.8, 'an account is named before it']] : [];
}

const NAMED_REACH = 60;

function isOfNetwork(scene: Scene, { start, words }: CredentialMark): boolean {
  const isBeside = words.needs.includes('wifi') || /, $/.test(scene.reading.fold.slice(start - 2, start));
  return isBeside && marksWithin(scene, 'host', start - NAMED_REACH, start).length > 0;
}

/** "sign in as dispatch with the password X": a preposition, an account, and a joint before the credential word. */
function isJoined({ reading: { fold }, language }: Scene, { start }: CredentialMark): boolean {
  const before = fold
    .slice(Math.max(0, start - NAMED_REACH), start)
    .trim()
    .split(/\s+/);
  if (language.determiners.has(before.at(-1) ?? '')) before.pop();
  const isAfterComma = before.at(-1)?.endsWith(',') ?? false;
  if (!isAfterComma && !language.joints.has(before.pop() ?? '')) return false;
  return language.belongs.principal.includes(before.at(-2) ?? '');
}

/** A credential word that ends its line is a heading: the value may stand below. */
function headingAbove(scene: Scene, mark: CredentialMark): readonly Proposal[] {
  return nextLineSlots(scene, mark.end, mark.words.value).map((slot) =>
    propose(slot, 'next-line', mark.words, [[-0.8, 'under a line that ends with the word']]),
  );
}

function propose(slot: Slot, frame: FrameName, words: CredentialWords, extra: Proposal['extra'] = []): Proposal {
  return { slot, frame, words, tie: 'direct', extra, principal: null };
}

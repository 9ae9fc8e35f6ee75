import { hasLook, previousWord, wordEnd } from '../characters.ts';
import { CAPITAL_INSIDE, MADE_UP, SLASHED } from '../line-look.ts';
import { neverAValue } from '../never-a-value.ts';
import type { Proposal } from '../proposal.ts';
import type { ReadingLine } from '../reading.ts';
import { firstFrom, marksWithin, type Scene, sentenceOf } from '../scene.ts';
import type { Stretch } from '../sentences.ts';
import { shapeOf } from '../value-shape.ts';
import { type Slot, slotAt } from '../value-slot.ts';
import { tieOf } from './tie.ts';

/** Least weight of shape for the second of a pair. */
const FLOOR = 1;
/** Longer runs are encoded data. */
const LONGEST_PAIR = 48;
const SLASH = 0x2f;
const COLON = 0x3a;
const SEPARATORS = new Set(['/', '-', '–', '—', '|', ':', '\\', '->', '//']);
const ADDRESS = /^[^\s@/:]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+$/u;
const ACCOUNT = /^[\p{L}_@][\p{L}\p{M}\d._@\\-]{1,60}$/u;

/** "svc_backup / X", "jbuild:X", "a.b@c.example - X", "ledger/X@PRODDB". */
export function pairedProposals(scene: Scene): readonly Proposal[] {
  const plain = scene.brief && scene.setting.isMail ? plainPairs(scene) : NONE;
  return [...plain, ...scene.lines.flatMap((line) => pairsIn(scene, line))];
}

const PLAIN_PAIR = /(?<![\p{L}\d@/.:_-])(\p{L}[\p{L}\d._-]{1,20}):([^\s:/,;"'()]{4,30})(?![:/])/gu;

/** `root:X`, where X is a word like any other: the account is one that every system has. */
function plainPairs(scene: Scene): readonly Proposal[] {
  const { text, fold } = scene.reading;
  if (!text.includes(':')) return NONE;
  return [...fold.matchAll(PLAIN_PAIR)].flatMap(({ 1: account = '', 2: word = '', index }) => {
    const start = index + account.length + 1;
    if (!scene.language.knownAccounts.has(account) || hasLook(text, index, start + word.length)) return [];
    const slot: Slot = {
      start,
      end: start + word.replace(/[.!?]+$/, '').length,
      style: 'bare',
      after: start + word.length,
    };
    const { tie, words } = tieOf(scene, index);
    const extra = [[0.7, 'the account is plain']] as const;
    return tie === 'none' ? [] : [{ slot, frame: 'paired', words, tie, extra, principal: account } as const];
  });
}

function pairsIn(scene: Scene, line: ReadingLine): readonly Proposal[] {
  if (!line.look.isPlain) return pairsAlong(scene, line);
  return line.look.words.length === 0 ? NONE : pairsOfWords(scene, line);
}

const NONE: readonly Proposal[] = [];
const LOOKS = MADE_UP | CAPITAL_INSIDE | SLASHED;

/** In a line whose values are its words: before each that may be the second of a pair, or hold one, stand its sign and its account. */
function pairsOfWords(scene: Scene, line: ReadingLine): readonly Proposal[] {
  const found: Proposal[] = [];
  for (const { start, looks } of line.look.words) {
    if ((looks & LOOKS) === 0) continue;
    const slot = slotAt(scene.reading, start, line.end);
    const proposal = slot && pairedAt(scene, slot, start, line);
    if (proposal) found.push(proposal);
  }
  return found;
}

function pairedAt(scene: Scene, slot: Slot, start: number, line: ReadingLine): Proposal | null {
  const behind = behindSign(scene, slot, start, line);
  return behind?.isCell ? behind.proposal : (splitPair(scene, slot) ?? behind?.proposal ?? null);
}

/** A joint in brackets or such. */
const LONGEST_SIGN = 16;

interface BehindSign {
  readonly proposal: Proposal;
  /** It is the third cell of a row. */
  readonly isCell: boolean;
}

function behindSign(scene: Scene, slot: Slot, start: number, line: ReadingLine): BehindSign | null {
  const { text } = scene.reading;
  const signStart = previousWord(text, start, line.start);
  if (signStart < 0 || wordEnd(text, signStart, start) - signStart > LONGEST_SIGN) return null;
  const accountStart = previousWord(text, signStart, line.start);
  const sign = accountStart < 0 ? null : slotAt(scene.reading, signStart, line.end);
  if (!sign || joinOf(scene, sign) === null) return null;
  const account = slotAt(scene.reading, accountStart, line.end);
  const proposal = account && spacedPair(scene, account, sign, slot);
  return proposal && { proposal, isCell: isThirdCell(scene, account, sign, line) };
}

/** After a slash any word may be the password, elsewhere only what has more than letters. */
const mayPair = (text: string, { start, end }: Stretch): boolean =>
  hasLook(text, start, end) || holdsSlash(text, start, end);

function holdsSlash(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === SLASH) return true;
  return false;
}

function pairsAlong(scene: Scene, line: ReadingLine): readonly Proposal[] {
  const { text } = scene.reading;
  const found: Proposal[] = [];
  if (!mayPair(text, line)) return found;
  let account: Slot | null = null;
  let sign: Slot | null = null;
  for (let at = line.start; at < line.end; ) {
    const slot = slotAt(scene.reading, at, line.end);
    if (!slot) break;
    const spaced = account && sign ? spacedPair(scene, account, sign, slot) : null;
    const isCell = spaced && account && sign && isThirdCell(scene, account, sign, line);
    const proposal = isCell ? spaced : (splitPair(scene, slot) ?? spaced);
    if (proposal) found.push(proposal);
    const inside = slot.style !== 'bare' && /\s/.test(text.slice(slot.start, slot.end));
    if (!inside) {
      account = sign;
      sign = slot;
    }
    at = inside ? slot.start : Math.max(slot.after, at + 1);
  }
  return found;
}

function spacedPair(scene: Scene, account: Slot, sign: Slot, slot: Slot): Proposal | null {
  const { text } = scene.reading;
  const isWord = slot.style === 'bare' && !hasLook(text, slot.start, slot.end);
  if (isWord && text.charCodeAt(sign.start) !== SLASH) return null;
  return pair(scene, account, slot, joinOf(scene, sign));
}

const LONGEST_JOINT = 8;

/** What joins an account to its password: a sign, or what joins much else too: a slash without space ("root/user"), a word such as "and". */
type Join = 'sign' | 'slash' | 'tight slash' | 'word' | null;

function joinOf(scene: Scene, { style, start, end, after }: Slot): Join {
  if (start === end && scene.reading.text[start] === '：') return 'sign';
  if (style !== 'bare' || after - start > LONGEST_JOINT) return null;
  const text = scene.reading.fold.slice(start, after);
  if (text === '/') return 'slash';
  if (SEPARATORS.has(text)) return 'sign';
  return scene.language.joints.has(text) ? 'word' : null;
}

/** "hall – netadm – X": what stands behind the same sign twice is a cell, whatever signs are in it. */
function isThirdCell({ reading: { text, fold } }: Scene, account: Slot, sign: Slot, line: ReadingLine): boolean {
  const before = previousWord(text, account.start, line.start);
  if (before < 0) return false;
  const dash = fold.slice(sign.start, sign.after);
  return SEPARATORS.has(dash) && fold.slice(before, account.start).trim() === dash;
}

/** Whether a slash or colon stands in a stretch. */
function holdsPairing(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === SLASH || unit === COLON) return true;
  }
  return false;
}

/** `user/X` and `user:X` written together; a part after `@` is the database. */
function splitPair(scene: Scene, slot: Slot): Proposal | null {
  const { text } = scene.reading;
  if (slot.style === 'quoted' || !holdsPairing(text, slot.start + 2, slot.end)) return null;
  const whole = text.slice(slot.start, slot.end);
  const cut = whole.search(/[/:]/);
  const name = whole.slice(0, cut).toLowerCase();
  const isKnown =
    whole[cut] === '/' && (scene.language.knownAccounts.has(name) || isTwice(name, whole.slice(cut + 1).toLowerCase()));
  if (!isKnown && !hasLook(text, slot.start, slot.end)) return null;
  if (whole.includes('/', cut + 1)) return null;
  if (cut < 2 || whole.length > LONGEST_PAIR || whole.includes('://') || neverAValue(whole)) return null;
  const place = /@[\p{L}\d.-]+$/u.exec(whole.slice(cut + 1))?.[0].length ?? 0;
  const account: Slot = { ...slot, end: slot.start + cut, after: slot.start + cut };
  const second: Slot = { ...slot, start: slot.start + cut + 1, end: slot.end - place, style: 'bare' };
  return !isKnown && isPath(scene, account, second)
    ? null
    : pair(scene, account, second, isKnown ? 'tight slash' : 'sign');
}

/** `apc/apc`: as devices come. */
const isTwice = (name: string, value: string): boolean => name === value && /^[a-z][a-z\d]{2,15}$/.test(name);

const NO_DIGIT_NOR_SIGN = /^[\p{L}_.-]+$/u;

/** `doc/Coding_style`: names joined by a slash, unless the first is an account. */
function isPath(scene: Scene, first: Slot, second: Slot): boolean {
  const { text } = scene.reading;
  if (text[first.end] !== '/' || !NO_DIGIT_NOR_SIGN.test(text.slice(second.start, second.end))) return false;
  return !isKnownAccount(scene, first, text.slice(first.start, first.end));
}

function pair(scene: Scene, account: Slot, slot: Slot, join: Join): Proposal | null {
  const { text } = scene.reading;
  const name = text.slice(account.start, account.end);
  if (scene.credentials[firstFrom(scene.credentials, account.start)]?.start === account.start) return null;
  if (join === null || scene.language.stops.has(name.toLowerCase()) || !(ADDRESS.test(name) || ACCOUNT.test(name)))
    return null;
  const known = isKnownAccount(scene, account, name) || join === 'tight slash';
  if (!known && (shapeOf(name, scene.language.weakStems)?.weight ?? 0) > 2) return null;
  const shape = shapeOf(text.slice(slot.start, slot.end), scene.language.weakStems);
  if (!shape || shape.name === 'host name' || shape.weight < floorOf(join, known)) return null;
  const { tie, words } = tieOf(scene, account.start);
  const announced = join === 'slash' && known && isAnnounced(scene, account);
  const extra = extraOf(join, known, name);
  return {
    slot,
    frame: 'paired',
    words,
    tie,
    extra: announced ? [...extra, [0.6, 'the account is announced']] : extra,
    principal: name,
  };
}

const isKnownAccount = (scene: Scene, account: Slot, name: string): boolean =>
  ADDRESS.test(name) ||
  scene.language.knownAccounts.has(name.toLowerCase()) ||
  marksWithin(scene, 'principal', account.start - 30, account.start).length > 0;

/** A word joins only what is plain on both sides; after a known account and a slash any word may be the password. */
function floorOf(join: Join, known: boolean): number {
  if (join === 'word') return known ? 1.5 : Number.POSITIVE_INFINITY;
  return known && (join === 'slash' || join === 'tight slash') ? -0.4 : FLOOR;
}

/** "the login is root / X": what stands before it says that an account follows. */
function isAnnounced(scene: Scene, account: Slot): boolean {
  const { start } = sentenceOf(scene, account.start);
  return marksWithin(scene, 'principal', Math.max(start, account.start - 60), account.start).length > 0;
}

function extraOf(join: Join, known: boolean, name: string): Proposal['extra'] {
  const plain = known || /[\d_@]/.test(name) ? ([[0.5, 'the account is plain']] as const) : [];
  if (join === 'tight slash') return [...plain, [0.3, 'after a slash']];
  return join === 'slash' ? [...plain, [0.5, 'after a slash']] : plain;
}

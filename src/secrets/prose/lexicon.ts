import { isJoiningAt, isSpaceAt } from './characters.ts';
import type { CredentialWords, LanguagePack } from './language-pack.ts';

/** What a word of the pack does in a sentence. */
export type MarkRole =
  | { readonly is: 'credential'; readonly words: CredentialWords }
  | { readonly is: 'topic'; readonly topic: string }
  | { readonly is: PlainRole };

type PlainRole =
  | 'other-sense'
  | 'principal'
  | 'host'
  | 'link'
  | 'backlink'
  | 'strong-introducer'
  | 'weak-introducer'
  | 'trailer'
  | 'withheld'
  | 'policy'
  | 'notice'
  | 'other-number'
  | 'link-cue'
  | 'spelling'
  | 'subject-reference';

/** Roles of one lane exclude each other at one place: the longest term wins. */
const LANES = ['noun', 'flow', 'backward', 'cue', 'topic', 'address', 'spelling'] as const;
type Lane = (typeof LANES)[number];

/** One place where a term of the pack stands; half-open. */
export interface Mark {
  readonly role: MarkRole;
  readonly start: number;
  readonly end: number;
}

interface Term {
  readonly text: string;
  /** Its third unit, looked at first; 0 where there is none or it is a space, which stands for any white space. */
  readonly third: number;
  readonly open: boolean;
  readonly lane: Lane;
  readonly role: MarkRole;
}

/** The terms of one language, longest first, by their first two units, and those of one unit by it. */
export interface Lexicon {
  readonly buckets: ReadonlyMap<number, readonly Term[]>;
  readonly prefixes: readonly string[];
}

const SIGNS = [':', '=', '->', '=>', '→', ':='];

const PLAIN: readonly (readonly [PlainRole, Lane, (pack: LanguagePack) => readonly string[]])[] = [
  ['other-sense', 'noun', (pack) => pack.otherSenses],
  ['principal', 'noun', (pack) => pack.principals],
  ['host', 'noun', (pack) => pack.hosts],
  ['link', 'flow', (pack) => [...pack.links, ...SIGNS]],
  ['strong-introducer', 'flow', (pack) => pack.introducers.strong],
  ['weak-introducer', 'flow', (pack) => pack.introducers.weak],
  ['backlink', 'backward', (pack) => pack.backlinks],
  ['trailer', 'backward', (pack) => pack.trailers],
  ['withheld', 'cue', (pack) => pack.withheld],
  ['policy', 'cue', (pack) => pack.policy],
  ['notice', 'cue', (pack) => pack.notices],
  ['other-number', 'cue', (pack) => pack.otherNumbers],
  ['link-cue', 'address', (pack) => pack.linkCues],
  ['spelling', 'spelling', (pack) => pack.spelling],
  ['subject-reference', 'cue', (pack) => pack.subjectReferences],
];

/** Compiles a pack's terms. */
export function compileLexicon(pack: LanguagePack): Lexicon {
  const all: Term[] = [];
  const add = (words: readonly string[], lane: Lane, role: MarkRole) => {
    for (const word of words) {
      const open = word.endsWith('*');
      const text = open ? word.slice(0, -1) : word;
      const third = text.length > 2 && text[1] !== ' ' && text[2] !== ' ' ? text.charCodeAt(2) : 0;
      all.push({ text, third, open, lane, role });
    }
  };
  for (const words of pack.credentials) add(words.words, 'noun', { is: 'credential', words });
  for (const [role, lane, words] of PLAIN) add(words(pack), lane, { is: role });
  for (const [topic, words] of Object.entries(pack.topics)) add(words, 'topic', { is: 'topic', topic });
  return { buckets: bucketed(all), prefixes: pack.prefixes };
}

function bucketed(all: readonly Term[]): Map<number, Term[]> {
  return Map.groupBy(
    all.toSorted((a, b) => b.text.length - a.text.length),
    (term) => bucketKey(term.text.charCodeAt(0), term.text.length > 1 ? term.text.charCodeAt(1) : 0),
  );
}

const bucketKey = (first: number, second: number): number => first * 0x10000 + second;

/** All marks in folded text, by start. Terms of one lane never overlap: leftmost, then longest, wins; one term may have several roles. */
export function markText(fold: string, lexicon: Lexicon): readonly Mark[] {
  const marks: Mark[] = [];
  const free = new Map<Lane, Mark>();
  for (let at = 0; at < fold.length; at++) {
    if (isSpaceAt(fold, at) || (isJoiningAt(fold, at) && isJoiningAt(fold, at - 1))) continue;
    markAt(fold, at, at, lexicon, free, marks);
    for (const prefix of lexicon.prefixes) {
      if (fold.startsWith(prefix, at)) markAt(fold, at, at + prefix.length, lexicon, free, marks);
    }
  }
  return marks;
}

function markAt(fold: string, start: number, at: number, lexicon: Lexicon, free: Map<Lane, Mark>, marks: Mark[]) {
  const first = fold.charCodeAt(at);
  const second = at + 1 < fold.length ? fold.charCodeAt(at + 1) : 0;
  const longer = lexicon.buckets.get(bucketKey(first, second));
  if (longer) markTerms(fold, start, at, longer, free, marks);
  const single = lexicon.buckets.get(bucketKey(first, 0));
  if (single) markTerms(fold, start, at, single, free, marks);
}

function markTerms(
  fold: string,
  start: number,
  at: number,
  terms: readonly Term[],
  free: Map<Lane, Mark>,
  marks: Mark[],
) {
  for (const term of terms) {
    if (term.third !== 0 && term.third !== fold.charCodeAt(at + 2)) continue;
    const last = free.get(term.lane);
    if (last && start < last.end && start !== last.start) continue;
    const end = termEnd(fold, at, term);
    if (end < 0 || (last?.start === start && last.end !== end)) continue;
    const mark = { role: term.role, start, end };
    marks.push(mark);
    free.set(term.lane, mark);
  }
}

/** Where a term that begins at an index ends, or -1. A space in a term stands for any run of white space up to 20 units. */
function termEnd(fold: string, from: number, term: Term): number {
  let at = from;
  for (let i = 0; i < term.text.length; i++) {
    const unit = term.text.charCodeAt(i);
    if (unit === 0x20) {
      const blank = at;
      while (at < fold.length && at - blank < 20 && isSpaceAt(fold, at)) at++;
      if (at === blank) return -1;
    } else if (fold.charCodeAt(at) === unit) at++;
    else return -1;
  }
  if (term.open) {
    const stem = at;
    while (at - stem < 20 && isJoiningAt(fold, at)) at++;
    return at;
  }
  if (isJoiningAt(fold, at) && isJoiningAt(fold, at - 1)) return -1;
  return term.lane === 'noun' && isCompoundedAt(fold, at) ? -1 : at;
}

/** `password_file`, `password-less`: a noun that goes on is another noun. */
const isCompoundedAt = (fold: string, at: number): boolean =>
  (fold[at] === '_' || fold[at] === '-') && isJoiningAt(fold, at + 1) && isJoiningAt(fold, at - 1);

/** Whether a role by itself makes a text worth reading for credentials. */
export const isTrigger = ({ role }: Mark): boolean =>
  role.is === 'credential' ||
  role.is === 'topic' ||
  role.is === 'strong-introducer' ||
  role.is === 'link-cue' ||
  role.is === 'subject-reference';

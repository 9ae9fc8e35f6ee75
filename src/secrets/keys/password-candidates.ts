import type { SecretFinding, SecretKind } from '../finding.ts';
import { announcedValues } from './announced.ts';
import { phrasesNear, shortLines } from './phrases.ts';
import { quotedValues } from './quoted.ts';
import { APART, typedForms } from './typed-forms.ts';
import { formsOf, looksChosen, wordsOf } from './word-forms.ts';

/** A text in which the password of something locked may stand. */
export interface CandidateText {
  /** A subject comes without `Re:` and the like. */
  readonly text: string;
  readonly role: 'body' | 'subject' | 'attachment';
  /** What the rules find in it. */
  readonly findings: readonly SecretFinding[];
}

/** Something that may be a password: a piece of a text, or what a person types who reads that piece. */
export interface PasswordCandidate {
  readonly value: string;
  /** The likeliest have 0; comparable between texts of different messages. */
  readonly rank: number;
}

const LONGEST = 128;
const SHORTEST = 2;
const SHORTEST_WORD = 4;
const MOST = 2000;
/** UTF-16 units of one text that are looked at. */
const LONGEST_TEXT = 262_144;
/** Candidates of one rank, before those of all texts are put in order. */
const MOST_OF_A_KIND = 20_000;

/**
 * What may be a password in some texts of one message, the likeliest first: what the rules find, what stands where a text speaks of a password (in
 * any language of the pack), what is quoted, a line of one word and the subject, what people type who read one of these, words that look chosen, short
 * lines and phrases near a word for a password, then every other word.
 * @param most candidates given at most.
 */
export function passwordCandidates(texts: readonly CandidateText[], most = MOST): readonly PasswordCandidate[] {
  const found = new Map<string, number>();
  for (const text of texts) {
    const beside = text.role === 'attachment' ? 1 : 0;
    for (const [step, values] of STEPS.entries()) take(found, values(text), step * 2 + beside);
  }
  const ranked = [...found].map(([value, rank]) => ({ value, rank }));
  return ranked.sort((a, b) => a.rank - b.rank).slice(0, most);
}

type Step = (text: CandidateText) => Iterable<string>;

/** From the likeliest to the least likely. */
const STEPS: readonly Step[] = [
  ({ findings }) => findings.filter(({ kind }) => TYPED.has(kind)).map(({ secret }) => secret.reveal()),
  ({ text }) => announcedValues(shortened(text)),
  ({ text }) => quotedValues(shortened(text)),
  ({ text, role }) => (role === 'subject' ? [text.trim()] : linesOfOneWord(shortened(text))),
  ({ text, role }) => (role === 'subject' ? allForms(text) : []),
  ({ findings }) => findings.map(({ secret }) => secret.reveal()),
  (text) => asTyped(text),
  ({ text }) => filtered(allForms(shortened(text)), looksChosen),
  ({ text }) => shortLines(shortened(text)),
  ({ text }) => phrasesNear(shortened(text)),
  ({ text }) => filtered(allForms(shortened(text)), (word) => word.length >= SHORTEST_WORD),
];

const LIKELY_STEPS = 5;
const TYPED: ReadonlySet<SecretKind> = new Set(['password', 'passphrase', 'pin']);

const shortened = (text: string) => text.slice(0, LONGEST_TEXT);

function take(found: Map<string, number>, values: Iterable<string>, rank: number): void {
  let taken = 0;
  for (const value of values) {
    if (value.length < SHORTEST || value.length > LONGEST) continue;
    taken += 1;
    if (taken > MOST_OF_A_KIND) return;
    const known = found.get(value);
    if (known === undefined || rank < known) found.set(value, rank);
  }
}

/** What is typed for the values of the first steps, and for numbers that are written in groups. */
function* asTyped(text: CandidateText): Generator<string> {
  for (const values of STEPS.slice(0, LIKELY_STEPS)) for (const value of values(text)) yield* typedForms(value);
  for (const pattern of APART) for (const match of shortened(text.text).matchAll(pattern)) yield* typedForms(match[0]);
}

function* linesOfOneWord(text: string): Generator<string> {
  for (const match of text.matchAll(/^[^\S\r\n]{0,64}(\S{2,128})[^\S\r\n]{0,64}$/gm)) yield* formsOf(match[1] ?? '');
}

function* allForms(text: string): Generator<string> {
  for (const word of wordsOf(text)) yield* formsOf(word);
}

function* filtered(values: Iterable<string>, wanted: (value: string) => boolean): Generator<string> {
  for (const value of values) if (wanted(value)) yield value;
}

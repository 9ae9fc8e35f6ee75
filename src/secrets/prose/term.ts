import type { CredentialWords } from './language-pack.ts';

/** What a word of the pack does in a sentence. */
export type MarkRole =
  | { readonly is: 'credential'; readonly words: CredentialWords }
  /** `ties`: by itself makes a value near it likely. */
  | { readonly is: 'topic'; readonly topic: string; readonly ties: boolean }
  | { readonly is: PlainRole };

export type PlainRole =
  | 'other-sense'
  | 'principal'
  | 'host'
  | 'link'
  | 'backlink'
  | 'strong-introducer'
  | 'weak-introducer'
  | 'trailer'
  | 'strong-trailer'
  | 'withheld'
  | 'policy'
  | 'notice'
  | 'other-number'
  | 'link-cue'
  | 'spelling'
  | 'subject-reference'
  | 'derivation'
  | 'namely'
  | 'negation'
  | 'contrast'
  | 'usual-password'
  | 'saying'
  | 'typing';

/** Roles of one lane exclude each other at one place: the longest term wins. */
const LANES = [
  'noun',
  'flow',
  'backward',
  'cue',
  'topic',
  'address',
  'spelling',
  'derivation',
  'correction',
  'usual',
  'saying',
  'typing',
] as const;
export type Lane = (typeof LANES)[number];

/** One place where a term of the pack stands; half-open. */
export interface Mark {
  readonly role: MarkRole;
  readonly start: number;
  readonly end: number;
}

/** One term of a pack, without the final `*` that leaves it open. */
export interface Term {
  readonly text: string;
  readonly open: boolean;
  readonly lane: Lane;
  readonly role: MarkRole;
}

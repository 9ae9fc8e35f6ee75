import type { CredentialWords } from './language-pack.ts';
import type { Slot } from './value-slot.ts';

/** How the text puts a value forward, with the weight that this carries. */
export const FRAMES = {
  column: { weight: 3.4, says: 'in a column headed by a credential word' },
  assigned: { weight: 3, says: 'stated after a credential word' },
  enclosed: { weight: 3, says: 'in quotes or parentheses after a credential word' },
  adjacent: { weight: 2, says: 'next to a credential word' },
  described: { weight: 1.4, says: 'at the end of the clause of a credential word' },
  backward: { weight: 2.5, says: 'stated before a credential word' },
  derived: { weight: 2.2, says: 'after what it is made from' },
  corrected: { weight: 1.8, says: 'the right one of two that are nearly the same' },
  introduced: { weight: 2.2, says: 'after words that introduce a value' },
  hinted: { weight: 1.2, says: 'after words that often introduce a value' },
  guessed: { weight: 1.2, says: 'a word after words that often introduce a value' },
  'next-line': { weight: 2.6, says: 'on the line after a credential word' },
  paired: { weight: 1.5, says: 'beside an account name' },
  dialled: { weight: 2, says: 'a combination, part after part' },
  listed: { weight: 2.1, says: 'in a list of accounts and passwords' },
  answered: { weight: 2.4, says: 'right behind a question about a credential' },
  told: { weight: 2.1, says: 'a name beside a verb of saying' },
  usual: { weight: 2.1, says: 'a password that everybody knows' },
  'lone-line': { weight: 1.5, says: 'alone on its line' },
  'lone-clause': { weight: 1, says: 'alone in its clause' },
  loose: { weight: 0.3, says: 'in a sentence about a credential' },
  mentioned: { weight: 1.8, says: 'in a message that speaks of a credential and states none' },
  'entry-link': { weight: 3.4, says: 'a link that lets its reader in or set a password' },
  'subject-named': { weight: 3, says: 'in the subject that the body refers to' },
} as const;
export type FrameName = keyof typeof FRAMES;

/** Said of a value that only a comma parts from its credential word: the next of a list, as likely. */
export const AFTER_COMMA = 'after a comma';

/** What ties a value without a credential word of its own to the matter of credentials. */
export type Tie = 'direct' | 'credential near' | 'subject' | 'topic near' | 'none';

/** A value that a frame puts forward, before it is weighed. */
export interface Proposal {
  readonly slot: Slot;
  readonly frame: FrameName;
  readonly words: CredentialWords;
  readonly tie: Tie;
  /** Beside or on top of the frame's weight, with its reason. */
  readonly extra: readonly (readonly [number, string])[];
  /** The account, where the frame itself shows it. */
  readonly principal: string | null;
  /** A question or the subject asks for just this. */
  readonly asked?: boolean;
}

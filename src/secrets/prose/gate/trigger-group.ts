import type { Literal } from '../../kernel/index.ts';

/** What a literal of a language says of the text that it stands in. */
export type TriggerRole =
  /** A word that names a credential. */
  | { readonly is: 'credential' }
  /** One that does so where one of the topics is near. */
  | { readonly is: 'needing'; readonly topics: readonly string[] }
  /** `ties`: where it makes a value near it likely by itself. */
  | {
      readonly is: 'topic';
      readonly topic: string;
      readonly ties: 'everywhere' | 'in brief texts' | 'for codes' | 'nowhere';
    }
  /** Words between which and a value no credential word needs to stand. */
  | { readonly is: 'introducer' }
  /** What does so in texts of a few lines alone. */
  | { readonly is: 'brief-introducer' }
  /** Near it a link may let its reader in. */
  | { readonly is: 'link-cue' }
  /** The body says that the subject holds the value. */
  | { readonly is: 'reference' }
  /** A word that texts of its language are full of. */
  | { readonly is: 'common' };

/** Literals of one role, by where they may stand. */
export interface TriggerGroup {
  readonly role: TriggerRole;
  readonly literals: readonly (readonly [where: NonNullable<Literal['as']> | 'anywhere', words: readonly string[]])[];
}

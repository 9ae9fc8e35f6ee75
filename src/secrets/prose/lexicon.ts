import type { CredentialWords, LanguageWords } from './language-pack.ts';
import type { Lane, Mark, MarkRole, PlainRole, Term } from './term.ts';
import { buildTrie, type TermTrie } from './term-trie.ts';

/** The terms of one language. */
export interface Lexicon {
  readonly trie: TermTrie;
  readonly prefixes: readonly string[];
}

const SIGNS = [':', '=', '->', '=>', '→', ':='];

const PLAIN: readonly (readonly [PlainRole, Lane, (pack: LanguageWords) => readonly string[]])[] = [
  ['other-sense', 'noun', (pack) => pack.otherSenses],
  ['principal', 'noun', (pack) => pack.principals],
  ['host', 'noun', (pack) => pack.hosts],
  ['link', 'flow', (pack) => [...pack.links, ...SIGNS]],
  ['strong-introducer', 'flow', (pack) => pack.introducers.strong],
  ['weak-introducer', 'flow', (pack) => pack.introducers.weak],
  ['backlink', 'backward', (pack) => pack.backlinks],
  ['trailer', 'backward', (pack) => pack.trailers],
  ['strong-trailer', 'backward', (pack) => pack.strongTrailers],
  ['withheld', 'cue', (pack) => pack.withheld],
  ['policy', 'cue', (pack) => pack.policy],
  ['notice', 'cue', (pack) => pack.notices],
  ['other-number', 'cue', (pack) => pack.otherNumbers],
  ['link-cue', 'address', (pack) => pack.linkCues],
  ['spelling', 'spelling', (pack) => pack.spelling],
  ['subject-reference', 'cue', (pack) => pack.subjectReferences],
  ['derivation', 'derivation', (pack) => pack.derivations],
  ['namely', 'derivation', (pack) => pack.namely],
  ['negation', 'correction', (pack) => pack.corrections.not],
  ['contrast', 'correction', (pack) => pack.corrections.but],
  ['usual-password', 'usual', (pack) => pack.usualPasswords],
  ['saying', 'saying', (pack) => pack.sayings],
  ['typing', 'typing', (pack) => pack.typings],
];

/** Compiles a pack's terms. */
export function compileLexicon(pack: LanguageWords): Lexicon {
  const all: Term[] = [];
  const add = (words: readonly string[], lane: Lane, role: MarkRole) => {
    for (const word of words) {
      const open = word.endsWith('*');
      all.push({ text: open ? word.slice(0, -1) : word, open, lane, role });
    }
  };
  for (const words of pack.credentials)
    add([...words.words, ...compoundsOf(words)], 'noun', { is: 'credential', words });
  for (const [role, lane, words] of PLAIN) add(words(pack), lane, { is: role });
  for (const [topic, words] of Object.entries(pack.topics)) {
    add(words, 'topic', { is: 'topic', topic, ties: pack.tyingTopics.includes(topic) });
  }
  return { trie: buildTrie(all, pack.plainly), prefixes: pack.prefixes };
}

/** `InitialPassword`, as fields and columns are named. */
const compoundsOf = ({ words, fronts }: CredentialWords): readonly string[] =>
  fronts.flatMap((front) => words.filter((word) => /^\p{L}+$/u.test(word)).map((word) => front + word));

/**
 * Whether a role makes a long text worth reading for credentials. `told`: the subject speaks of them, so that words which only
 * introduce a value do so too.
 */
export const isTrigger = ({ role }: Pick<Mark, 'role'>, told: boolean): boolean =>
  role.is === 'credential' ||
  (role.is === 'topic' && role.ties) ||
  ((role.is === 'strong-introducer' || role.is === 'strong-trailer') && told) ||
  role.is === 'link-cue' ||
  role.is === 'subject-reference';

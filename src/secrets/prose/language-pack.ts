import { z } from 'zod';

const terms = z.array(z.string().min(1)).readonly();

/** What a value after a credential word may look like. */
const valueForm = z.enum(['any', 'phrase', 'name', 'digits', 'opaque', 'code']);
export type ValueForm = z.infer<typeof valueForm>;

const credential = z
  .strictObject({
    /** The rule's id in findings. */
    rule: z.string().regex(/^prose-[a-z-]+$/),
    kind: z.enum(['password', 'passphrase', 'pin', 'token', 'api-key', 'client-secret', 'recovery-code', 'url']),
    value: valueForm,
    /** Names of topics, one of which must be near: for words that have other senses (`key`, `code`). Empty: the word is enough. */
    needs: terms.default([]),
    /** The word names a thing (`alarm`, `padlock`): its value must follow a link and end the statement. */
    linked: z.boolean().default(false),
    /** Least weight of the value's shape (value-shape.ts) that this word accepts. */
    floor: z.number().default(-1),
    words: terms,
    /** Words written onto the front of its words where fields are named (`InitialPassword`). */
    fronts: terms.default([]),
  })
  .readonly();

const example = z.strictObject({ text: z.string(), subject: z.string().default('') }).readonly();

/**
 * A language's words, as `packs/languages/*.yaml` holds them. Words are lower case and match whole words; a `*` at the
 * end of a word lets letters follow; in lists of single words too. In `examples`, ⟦ ⟧ marks what must be found; the marks are taken out before the text is scanned.
 */
export const languagePackSchema = z
  .strictObject({
    /** BCP 47 tag. */
    language: z.string(),
    name: z.string(),
    /** Letters written onto the front of a word (Hebrew ה, Arabic ال). */
    prefixes: terms.default([]),
    /** Whether its words stand in texts of every language (`password`), so that it is always read. */
    everywhere: z.boolean().default(false),
    /** Whether people also write it without the marks of its letters (`haslo`): then these never tell words apart. */
    plainly: z.boolean().default(false),
    /** Whether it states without a verb: a word next to its credential word is said of it. */
    verbless: z.boolean().default(false),
    /** What inflection writes onto a value behind an apostrophe (Turkish `X'dir`): no part of it. */
    valueEndings: terms.default([]),
    /** Unicode names of its scripts, where it has its own: the language is read for only where a letter of them stands in body or subject. */
    scripts: terms.default([]),
    /** Words that name a credential. */
    credentials: z.array(credential).readonly(),
    /** Phrases in which such a word means something else. */
    otherSenses: terms,
    /** Words of the settings in which credentials are given, by topic. */
    topics: z.record(z.string(), terms),
    /** Those of the topics that by themselves make a value likely. */
    tyingTopics: terms,
    /** Those that do so only in a text of a few lines. */
    briefTopics: terms,
    /** Those that make a number which is typed a code (`door`, `card`). */
    codeTopics: terms.default([]),
    /** Words that name a user or account. */
    principals: terms,
    /** Words that name a host or service. */
    hosts: terms,
    /** Prepositions before the account, and before the host, that a credential belongs to. */
    belongs: z.strictObject({ principal: terms, host: terms }),
    /** Between the credential word and its value. */
    links: terms,
    /** Between the value and the credential word that follows it. */
    backlinks: terms,
    /** Words that may stand between such a link and the credential word (`the`, `your`). */
    determiners: terms,
    /** Remarks on how a value is written (`capital P`, `no spaces`), which only a value gets. */
    spelling: terms,
    /** Before a value with no credential word at all: `strong` almost always, `weak` only where the value looks like one. */
    introducers: z.strictObject({ strong: terms, weak: terms }),
    /** What a value is made from (`date of birth`, `backwards`). */
    derivations: terms.default([]),
    /** Between that and the value (`so`, `that is`). */
    namely: terms.default([]),
    /** Corrections: before the wrong value (`not`), and between it and the right one (`but`). */
    corrections: z.strictObject({ not: terms, but: terms }).readonly().default({ not: [], but: [] }),
    /** After a value with no credential word. */
    trailers: terms,
    /** Those that follow one almost always: what introduces it in languages whose verb comes last. */
    strongTrailers: terms.default([]),
    /** With which a statement ends behind its value (です, 입니다). */
    tails: terms.default([]),
    /** What is counted, written behind a number: such a number is no value (`12文字`, `30분`). */
    counters: terms.default([]),
    /** The value is somewhere else, or comes by another way, or the reader knows it. */
    withheld: terms,
    /** Rules about credentials in general. */
    policy: terms,
    /** News about a credential that is not given. */
    notices: terms,
    /** Verbs with which one says the answer that proves who one is (`I said`, `tell them`). */
    sayings: terms.default([]),
    /** Verbs with which one asks what to type, or says that something asks for it (`what do I enter`, `it wants something`). */
    typings: terms.default([]),
    /** How the parts of a combination are turned or pressed (`left`, `together`). */
    turns: terms.default([]),
    /** Passwords that devices come with, or that so many people choose that everybody knows them. */
    usualPasswords: terms.default([]),
    /** Words between an account and its password (`and`, `with`). */
    joints: terms,
    /** Accounts that every system has. */
    knownAccounts: terms,
    /** What only mail to many says of itself (`unsubscribe`): a value that only stands there is no credential. */
    bulk: terms,
    /** Names of numbers and codes that open nothing: serials, references, fingerprints. */
    otherNumbers: terms,
    /** Parts of the address of a link that lets its reader in or set a password. */
    linkParts: terms,
    /** Words near such a link. */
    linkCues: terms,
    /** The body says that the subject holds the value. */
    subjectReferences: terms,
    /** Words that may stand between a link and the value (`now`, `still`). */
    fillers: terms,
    /** Words that are never a value unless quoted. */
    stops: terms,
    /** Those of them with which a passphrase may begin (`seven`, `nobody`). */
    phraseOpeners: terms,
    /** Stops and states that people also choose as passwords: values where a field is labelled beside its account. */
    chosenWords: terms,
    /** Words said of a credential (`required`, `expired`), never its value. */
    states: terms,
    /** Endings of such words. */
    stateEndings: terms,
    /** Parts of a value that show it to be a placeholder. */
    placeholders: terms,
    /** Names that, with a number, make a usual weak password (seasons, months, days). */
    weakStems: terms,
    examples: z.strictObject({ positive: z.array(example).readonly(), negative: z.array(example).readonly() }),
  })
  .readonly();

export type LanguagePack = z.infer<typeof languagePackSchema>;
/** A pack without its examples: all that is needed to read with it. */
export type LanguageWords = Omit<LanguagePack, 'examples'>;
export type CredentialWords = z.infer<typeof credential>;

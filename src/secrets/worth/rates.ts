/**
 * What a guesser pays for each way in which people build passwords, as powers of ten of guesses. A value costs the sum of the cheapest parts it can be
 * cut into, and `JOIN` for each part after the first. docs/worth.md explains them; nothing else in the code knows a rate.
 */
export const RATES = {
  /** One of the values that every guesser tries first: defaults, the words that packs list as usual heads of weak passwords. */
  usual: 1.5,
  /** A word of the language packs, some ten thousand; they are tried in the order of their use. */
  word: 3.3,
  /** A letter of what reads like a word but stands in no pack: words of any language and names carry two to three bits a letter. */
  wordLikeLetter: 0.8,
  /** A season, month or day, in any of the languages. */
  calendar: 1.5,
  /** A year between 1900 and 2099. */
  year: 1.6,
  /** A date of six or eight digits. */
  date: 4,
  /** A row of neighbouring keys, of the alphabet or of digits, whatever its length. */
  run: 2,
  /** The name of the account, host or organisation itself. */
  ownName: 1,
  /** A part said again. */
  repeat: 0.5,
  /** Letters replaced by digits and signs that look like them. */
  lookAlike: 0.7,
  /** Capitals elsewhere than at the beginning of a part. */
  capitals: 0.7,
  /** A capital at the beginning. */
  capital: 0.3,
  /** A part after another. */
  join: 0.3,
  /** One sign that people end or part a password with, and any other. */
  usualSign: 0.9,
  sign: 1.5,
  digit: 1,
  letter: 1.41,
  /** A letter of a script that writes words or syllables with one. */
  syllable: 2.5,
} as const;

/** The least power of ten of guesses that each level takes; what is below is trivial. */
export const LEVELS = [
  ['strong', 12],
  ['fair', 8],
  ['weak', 4],
] as const;

/** A stem that is guessed in fewer tries than this power of ten is everybody's: it makes nobody's password the successor of another's. */
export const COMMON_STEM = 5;

/** A value of a machine-made kind that is shorter may have been typed after all. */
export const SHORTEST_MACHINE_MADE = 16;

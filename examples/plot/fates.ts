import { type CompromisedAccount, wasStolen } from '../cast/compromised-accounts.ts';
import type { Letter } from '../mail/letter.ts';
import type { Random } from '../random.ts';
import { withoutFiles } from './repeats.ts';

/** A letter with what became of it: whether it was stolen, and whether the provider's manifest lists it. */
export interface FatedLetter {
  readonly letter: Letter;
  readonly stolen: boolean;
  readonly listed: boolean;
  /** Not stolen itself, but quotes a letter that was: whether it counts may be argued either way. */
  readonly quotesStolen: boolean;
}

const MISSING_SHARE = 0.06;
const MISSING_LEAST = 30;
const PARTLY_LEAST = 16;
const EXTRA_SHARE = 0.07;

/** Ids that stand on several messages share one fate, or the truth about them could not be told by id. */
const isShared = (letter: Letter) => letter.messageId === null || letter.messageId.includes('tide-monitor');

/** Story letters that the provider forgot to list: found through its accounts only. */
const UNLISTED_STORY = ['pier-gate', 'german', 'servicebus'];

/**
 * Decides what became of each letter. Lost and cut are only ordinary stolen letters; unlisted are some ordinary ones and three of
 * the story.
 */
export function decideFates(
  letters: readonly Letter[],
  accounts: readonly CompromisedAccount[],
  random: Random,
): readonly FatedLetter[] {
  const stolen = letters.filter((letter) => wasStolen(letter, accounts));
  const ordinary = stolen.filter((letter) => letter.origin === 'filler' && !isShared(letter));
  const count = (share: number, least: number) =>
    Math.min(Math.floor(ordinary.length / 2), Math.max(least, Math.round(ordinary.length * share)));
  const missing = new Set(random.sample(ordinary, count(MISSING_SHARE, MISSING_LEAST)));
  const cuttable = ordinary.filter((letter) => letter.attachments.length > 0 && !missing.has(letter));
  const partly = new Set(random.sample(cuttable, Math.min(PARTLY_LEAST, Math.ceil(cuttable.length / 2))));
  const rest = ordinary.filter((letter) => !missing.has(letter) && !partly.has(letter));
  const unlisted = new Set(random.sample(rest, Math.round(rest.length * EXTRA_SHARE)));
  const stolenSet = new Set(stolen);
  const stolenKeys = new Set(stolen.map((letter) => letter.key));
  return letters.map((letter) => ({
    letter: missing.has(letter)
      ? { ...letter, kept: { state: 'none' } }
      : partly.has(letter)
        ? { ...letter, kept: { state: 'partly', entity: withoutFiles(letter, random.fork(letter.key)) } }
        : letter,
    stolen: stolenSet.has(letter),
    quotesStolen: !stolenSet.has(letter) && letter.quotes.some((key) => stolenKeys.has(key)),
    listed: stolenSet.has(letter) && !unlisted.has(letter) && !UNLISTED_STORY.includes(letter.key),
  }));
}

import { foldWord } from './weighing-words.ts';

const SHORTEST = 3;
const LONGEST = 40;
const MOST = 64;
/** Parts of addresses that name nobody. */
const NOBODY = /^(?:www|com|org|net|gov|edu|int|mil|info|http|https|tcp|smtp|imap|mail|local|example)$/;

/** The words of an account's, a host's or an organisation's name, folded: what its people put into passwords. */
export function ownNames(names: readonly (string | null)[]): ReadonlySet<string> {
  const words = names.flatMap((name) => foldWord((name ?? '').slice(0, 320)).split(/[^\p{L}]+/u));
  const telling = words.filter((word) => word.length >= SHORTEST && word.length <= LONGEST && !NOBODY.test(word));
  return new Set(telling.slice(0, MOST));
}

import type { AccountName } from './account-names.ts';

const BEFORE = 500;
const AFTER = 200;
const MOST_WORDS = 4;
const MOST = 48;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}&'-]{0,39}/gu;

/**
 * Two to four words in a row near a value, the first with a capital or a digit: what could be the name of an application.
 * @param places UTF-16 indices at which values begin.
 */
export function phrasesNear(text: string, places: readonly number[]): readonly AccountName[] {
  const found = new Map<string, AccountName>();
  for (const place of places) {
    const from = Math.max(0, place - BEFORE);
    for (const phrase of phrasesOf(text.slice(from, place + AFTER), from)) {
      if (found.size >= MOST) return [...found.values()];
      found.set(`${phrase.start}-${phrase.end}`, phrase);
    }
  }
  return [...found.values()];
}

function* phrasesOf(text: string, from: number): Generator<AccountName> {
  const words = [...text.matchAll(WORD)];
  for (const [index, first] of words.entries()) {
    if (!/^[\p{Lu}\p{N}]/u.test(first[0])) continue;
    for (let count = 2; count <= MOST_WORDS; count += 1) {
      const last = words[index + count - 1];
      if (last === undefined) break;
      const end = last.index + last[0].length;
      const name = text.slice(first.index, end);
      if (/[\r\n:;.,()]|\s{2}/.test(name)) break;
      yield { name, start: from + first.index, end: from + end };
    }
  }
}

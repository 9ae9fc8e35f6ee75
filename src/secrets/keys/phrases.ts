import { keyWords } from './key-words.ts';
import { formsOf, wordsOf } from './word-forms.ts';

const LONGEST_LINE = 64;
const MOST_WORDS = 8;
/** Characters before and after a word for a password, and words in them, in which phrases are looked for. */
const REACH = 100;
const WORDS_NEAR = 7;
const LONGEST_PHRASE = 5;
/** Words for a password whose surroundings are gone through: a text that is full of them tells nothing. */
const MOST_HITS = 4;

/** Lines of two to eight words: a passphrase is often given a line of its own. */
export function* shortLines(text: string): Generator<string> {
  for (const match of text.matchAll(/^[^\r\n]{3,200}$/gm)) {
    const line = match[0].trim();
    if (line.length > LONGEST_LINE) continue;
    const count = [...wordsOf(line)].length;
    if (count > 1 && count <= MOST_WORDS) yield* formsOf(line);
  }
}

/** Runs of two to five words of the line on which a text speaks of a password: what is nearest to the word first. */
export function* phrasesNear(text: string): Generator<string> {
  let hits = 0;
  for (const match of text.matchAll(keyWords().word)) {
    hits += 1;
    if (hits > MOST_HITS) return;
    const after = match.index + match[0].length;
    const [rest = ''] = text.slice(after, after + REACH).split(/\r?\n/);
    const line =
      text
        .slice(Math.max(0, match.index - REACH), match.index)
        .split(/\r?\n/)
        .at(-1) ?? '';
    yield* runsOf(rest, [...rest.matchAll(/\S+/g)].slice(0, WORDS_NEAR));
    yield* runsOf(line, [...line.matchAll(/\S+/g)].slice(-WORDS_NEAR));
  }
}

function* runsOf(line: string, words: readonly RegExpExecArray[]): Generator<string> {
  for (const [at, word] of words.entries()) {
    for (const last of words.slice(at + 1, at + LONGEST_PHRASE)) {
      yield* formsOf(line.slice(word.index, last.index + last[0].length));
    }
  }
}

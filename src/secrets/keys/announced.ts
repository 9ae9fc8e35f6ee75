import { keyWords } from './key-words.ts';
import { formsOf, wordsOf } from './word-forms.ts';

/** Characters looked at before and after a word for a password. */
const REACH = 200;
const MOST_HITS = 200;
const WORDS_AFTER = 12;
const WORDS_BEFORE = 6;

/** What stands where a text speaks of a password, the likeliest first: after the word, on the next line, before the word. */
export function* announcedValues(text: string): Generator<string> {
  const { word, link } = keyWords();
  let hits = 0;
  for (const match of text.matchAll(word)) {
    hits += 1;
    if (hits > MOST_HITS) return;
    const after = match.index + match[0].length;
    yield* valuesAfter(text.slice(after, after + REACH), link);
    yield* valuesBefore(text.slice(Math.max(0, match.index - REACH), match.index));
  }
}

function* valuesAfter(stretch: string, link: RegExp): Generator<string> {
  const [rest = '', ...lines] = stretch.split(/\r?\n/);
  const next = lines.find((line) => line.trim() !== '') ?? '';
  yield* wholeAndWords(rest.replace(link, ''));
  const sign = rest.search(/[:：=＝]|(?<=\s)[–—-](?=\s)/);
  if (sign !== -1) yield* wholeAndWords(rest.slice(sign + 1));
  yield* wholeAndWords(next);
}

function* wholeAndWords(line: string): Generator<string> {
  const whole = line.trim();
  if (whole === '') return;
  const words = [...wordsOf(whole)].slice(0, WORDS_AFTER);
  const [first] = words;
  if (first !== undefined) yield* formsOf(first);
  if (words.length > 1) yield* wholeAndBegun(whole);
  for (const word of words.slice(1)) yield* formsOf(word);
}

/** All of it, and what stands before the sentence or its first clause ends. */
function* wholeAndBegun(whole: string): Generator<string> {
  yield* formsOf(whole);
  for (const end of [whole.search(/[.!?](?=\s)/), whole.search(/[,;](?=\s)/)]) {
    if (end > 0) yield* formsOf(whole.slice(0, end));
  }
}

function* valuesBefore(stretch: string): Generator<string> {
  const line = stretch.split(/\r?\n/).at(-1) ?? '';
  for (const word of [...wordsOf(line)].slice(-WORDS_BEFORE).reverse()) yield* formsOf(word);
}

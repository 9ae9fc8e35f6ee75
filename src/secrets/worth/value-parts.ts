import { RATES } from './rates.ts';
import { beginningsOf, foldWord, SHORTEST_WORD, type WeighingWords } from './weighing-words.ts';

/** What a part of a value is, as far as a guesser is concerned. */
export type PartKind = 'own-name' | 'usual' | 'run' | 'repeat' | 'calendar' | 'word' | 'characters';

/** A stretch of a value, and the power of ten of guesses that it costs. */
export interface ValuePart {
  readonly start: number;
  readonly end: number;
  readonly kind: PartKind;
  readonly cost: number;
}

/** What is known around a value. */
export interface Lists extends WeighingWords {
  readonly own: ReadonlySet<string>;
}

const LONGEST_WORD = 24;
const SHORTEST_WORD_LIKE = 4;
const SHORTEST_RUN = 4;
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '€': 'e',
};
/** Rows of keyboards, the alphabet and the digits; read in both directions. */
const ROWS = [
  '1234567890',
  'qwertyuiop',
  'qwertzuiop',
  'azertyuiop',
  'asdfghjkl',
  'qsdfghjklm',
  'zxcvbnm',
  'yxcvbnm',
  'wxcvbn',
  'abcdefghijklmnopqrstuvwxyz',
  'йцукенгшщзхъ',
  'фывапролджэ',
  '1qaz2wsx3edc4rfv',
  '!@#$%^&*()',
];
const RUNS = [...ROWS, ...ROWS.map((row) => [...row].reverse().join(''))];

/** Look-alikes of letters read as letters, where they stand beside one. */
export function withoutLookAlikes(text: string): string {
  return text.replace(
    /(?<=\p{L})[013457@$!€8](?=\p{L})|^[013457@$€8](?=\p{L}{2})/gu,
    (sign) => LOOK_ALIKES[sign] ?? sign,
  );
}

/** Every part that a guesser's lists know, in a value of at most a few hundred characters. */
export function knownParts(value: string, lists: Lists): readonly ValuePart[] {
  return [...listed(value, lists), ...years(value), ...runs(value), ...repeats(value), ...wordLike(value)];
}

/** Words of lists; also behind look-alikes. Folding may change a length: then only whole letters are compared. */
function* listed(value: string, lists: Lists): Generator<ValuePart> {
  const plain = evenFold(value);
  const read = withoutLookAlikes(plain);
  const own = beginningsOf(lists.own);
  const mayBegin = (text: string, start: number): boolean => {
    const beginning = text.slice(start, start + SHORTEST_WORD);
    return lists.beginnings.has(beginning) || own.has(beginning);
  };
  for (let start = 0; start < value.length; start += 1) {
    const isPlain = mayBegin(plain, start);
    const isRead = read !== plain && mayBegin(read, start);
    if (!isPlain && !isRead) continue;
    for (let end = start + SHORTEST_WORD; end <= Math.min(value.length, start + LONGEST_WORD); end += 1) {
      const found = isPlain ? rateOf(plain.slice(start, end), lists) : null;
      const behind = found ?? (isRead ? rateOf(read.slice(start, end), lists) : null);
      if (behind === null) continue;
      const look = found === null ? RATES.lookAlike : 0;
      yield { start, end, kind: behind.kind, cost: behind.cost + look + capitalsOf(value.slice(start, end)) };
    }
  }
}

/** Folded, of the same length. */
function evenFold(value: string): string {
  return [...value]
    .map((character) => (foldWord(character).length === character.length ? foldWord(character) : character))
    .join('');
}

function rateOf(word: string, lists: Lists): Pick<ValuePart, 'kind' | 'cost'> | null {
  if (lists.own.has(word)) return { kind: 'own-name', cost: RATES.ownName };
  if (lists.usual.has(word)) return { kind: 'usual', cost: RATES.usual };
  if (lists.calendar.has(word)) return { kind: 'calendar', cost: RATES.calendar };
  return lists.words.has(word) ? { kind: 'word', cost: RATES.word } : null;
}

function capitalsOf(text: string): number {
  if (text === text.toLowerCase()) return 0;
  const rest = text.slice(1);
  return rest === rest.toLowerCase() || text === text.toUpperCase() ? RATES.capital : RATES.capitals;
}

function* years(value: string): Generator<ValuePart> {
  for (const { index } of value.matchAll(/(?=(?:19|20)\d{2})/g))
    yield { start: index, end: index + 4, kind: 'calendar', cost: RATES.year };
  for (const { index, 0: date } of value.matchAll(/(?<!\d)(?:\d{6}|\d{8}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4})(?!\d)/g))
    yield { start: index, end: index + date.length, kind: 'calendar', cost: RATES.date };
}

function* runs(value: string): Generator<ValuePart> {
  const lower = value.toLowerCase();
  for (let start = 0; start + SHORTEST_RUN <= lower.length; start += 1) {
    const length = Math.max(...RUNS.map((row) => commonRun(lower, start, row)));
    for (let end = start + SHORTEST_RUN; end <= start + length; end += 1)
      yield { start, end, kind: 'run', cost: RATES.run + capitalsOf(value.slice(start, end)) };
  }
}

function commonRun(text: string, start: number, row: string): number {
  const from = row.indexOf(text.charAt(start));
  let length = 0;
  while (from >= 0 && from + length < row.length && text.charAt(start + length) === row.charAt(from + length))
    length += 1;
  return length;
}

/** What repeats the stretch right before it, of one character or more. */
function* repeats(value: string): Generator<ValuePart> {
  const lower = value.toLowerCase();
  for (let size = 1; size * 2 <= lower.length; size += 1) {
    for (let start = size; start + size <= lower.length; start += 1) {
      if (lower.slice(start - size, start) !== lower.slice(start, start + size)) continue;
      yield { start, end: start + size, kind: 'repeat', cost: RATES.repeat };
    }
  }
}

/** A run of letters that can be spoken: vowels among consonants, as in words of no list and in names. */
function* wordLike(value: string): Generator<ValuePart> {
  for (const { index, 0: letters } of value.matchAll(/\p{L}{4,64}/gu)) {
    for (const part of letters.matchAll(/\p{Lu}?\p{Ll}{3,63}|\p{Lu}{4,64}/gu)) {
      const start = index + part.index;
      const text = part[0];
      if (text.length < SHORTEST_WORD_LIKE || !isSpoken(foldWord(text))) continue;
      yield {
        start,
        end: start + text.length,
        kind: 'word',
        cost: text.length * RATES.wordLikeLetter + capitalsOf(text),
      };
    }
  }
}

function isSpoken(text: string): boolean {
  const vowels = text.match(/[aeiouyаеиоуыэюяіїє]/g)?.length ?? 0;
  return vowels * 5 >= text.length && vowels * 4 <= text.length * 3 && !/[^aeiouyаеиоуыэюяіїє]{5}/.test(text);
}

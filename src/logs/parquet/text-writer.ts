import { ByteSink } from './byte-sink.ts';
import { bitsFor, writeRun } from './level-run.ts';
import { ENCODING } from './parquet-type.ts';
import type { ValueWriter, WrittenValues } from './written-values.ts';

/**
 * After so many distinct texts, a dictionary is given up where most of all texts were new: to look each up in a large table costs more than
 * it saves (7% of reading a log of two thousand users).
 */
const TRIED = 512;
const MOST_NEW = 0.7;
const LONGEST_RANGE = 200;

/** Writes texts by a dictionary of the distinct ones, or, where they hardly repeat, one after the other. */
export class TextWriter implements ValueWriter {
  /** Distinct texts and their numbers; null once the texts are written one after the other. */
  #numbers: Map<string, number> | null = new Map();
  #places: number[] = [];
  /** The text before: to compare with it costs less than to look it up. */
  #last: string | null = null;
  #lastNumber = 0;
  /** The distinct texts, or all of them. */
  readonly #texts = new ByteSink();

  add(value: unknown): boolean {
    if (typeof value !== 'string') return false;
    if (this.#numbers === null) this.#texts.text(value);
    else this.#find(value, this.#numbers);
    return true;
  }

  written(): WrittenValues {
    const texts = this.#texts.view();
    if (this.#numbers === null) return { encoding: ENCODING.plain, bytes: texts, dictionary: null, range: null };
    const count = this.#numbers.size;
    const places = new ByteSink();
    const width = bitsFor(count - 1);
    places.byte(width);
    writeRun(places, this.#places, this.#places.length, width);
    const only = texts.subarray(4);
    const range = count === 1 && only.length <= LONGEST_RANGE ? ([only, only] as const) : null;
    return { encoding: ENCODING.dictionary, bytes: places.view(), dictionary: { bytes: texts, count }, range };
  }

  #find(text: string, numbers: Map<string, number>): void {
    if (text === this.#last) {
      this.#places.push(this.#lastNumber);
      return;
    }
    let number = numbers.get(text);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(text, number);
      this.#texts.text(text);
    }
    this.#places.push(number);
    this.#last = text;
    this.#lastNumber = number;
    if (number > TRIED && number > this.#places.length * MOST_NEW) this.#giveUp([...numbers.keys()]);
  }

  /** Writes the texts so far again, each in its place. */
  #giveUp(distinct: readonly string[]): void {
    this.#texts.clear();
    for (const place of this.#places) this.#texts.text(distinct[place] ?? '');
    this.#numbers = null;
    this.#places = [];
  }
}

import { MASK } from './mask.ts';

const SHORTEST = 4;

/** Values to be hidden wherever they stand, found by their first characters, so that many cost no more than few. */
export class KnownCopies {
  readonly #values: ReadonlySet<string>;
  /** The lengths of the values that begin with these four characters, longest first. */
  readonly #lengths = new Map<string, readonly number[]>();

  /** @param values those under four characters are left alone: they are parts of words. */
  constructor(values: Iterable<string>) {
    this.#values = new Set([...values].filter((value) => value.length >= SHORTEST));
    const lengths = new Map<string, Set<number>>();
    for (const value of this.#values) {
      const start = value.slice(0, SHORTEST);
      const known = lengths.get(start);
      if (known === undefined) lengths.set(start, new Set([value.length]));
      else known.add(value.length);
    }
    for (const [start, known] of lengths)
      this.#lengths.set(
        start,
        [...known].sort((a, b) => b - a),
      );
  }

  /** The text with the mask in place of each value, the longest that starts in a place first. */
  hide(text: string): string {
    let hidden = '';
    let from = 0;
    for (let at = 0; at + SHORTEST <= text.length; at += 1) {
      const length = this.#lengthAt(text, at);
      if (length === 0) continue;
      hidden += text.slice(from, at) + MASK;
      from = at + length;
      at = from - 1;
    }
    return hidden + text.slice(from);
  }

  #lengthAt(text: string, at: number): number {
    const lengths = this.#lengths.get(text.slice(at, at + SHORTEST)) ?? [];
    return lengths.find((length) => this.#values.has(text.slice(at, at + length))) ?? 0;
  }
}

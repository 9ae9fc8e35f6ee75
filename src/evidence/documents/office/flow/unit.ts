/** How a run of text came to be: deleted and hidden text is not seen, inserted text was not there before. */
export type RunKind = 'plain' | 'inserted' | 'hidden';

/** A line that stands beside a paragraph or row and follows it: a text box, an alternative text, a field's instruction. */
export interface Aside {
  /** Where it stands; null for where the paragraph does. */
  readonly place: string | null;
  readonly text: string;
  readonly isHidden: boolean;
}

/** Text on a line being put together, with the break or tabs due before the next of it. */
interface Line {
  text: string;
  pending: string;
}

const append = (line: Line, text: string) => {
  line.text += line.text === '' && line.pending === '\n' ? text : line.pending + text;
  line.pending = '';
};

/** A paragraph, or a row of a table: what a reader sees, and, where that differs, how it stands with deleted and hidden text and without insertions. */
export class Unit {
  asides: Aside[] = [];
  readonly #seen: Line = { text: '', pending: '' };
  #original: Line | null = null;
  readonly #insertions: [number, number][] = [];

  /** What is seen so far. */
  get seen(): string {
    return this.#seen.text;
  }

  /** The text with what is hidden of it; null where nothing is. */
  get original(): string | null {
    return this.#original?.text ?? null;
  }

  add(text: string, kind: RunKind): void {
    if (text === '') return;
    if (kind === 'hidden') {
      this.#original ??= this.#withoutInsertions();
      append(this.#original, text);
      return;
    }
    const start = this.#seen.text.length;
    append(this.#seen, text);
    if (kind === 'inserted') this.#insertions.push([start, this.#seen.text.length]);
    else if (this.#original !== null) append(this.#original, text);
  }

  /** Ends a paragraph within a row's cell. */
  breakLine(): void {
    for (const line of [this.#seen, this.#original])
      if (line !== null && line.text !== '' && line.pending === '') line.pending = '\n';
  }

  /** Ends a cell of a row. */
  endCell(): void {
    for (const line of [this.#seen, this.#original])
      if (line !== null) line.pending = line.pending.startsWith('\n') ? '\t' : `${line.pending}\t`;
  }

  /** Ends a row within a row. */
  endInnerRow(): void {
    for (const line of [this.#seen, this.#original]) if (line !== null) line.pending = '\n';
  }

  /** Takes back what was seen since there were so many characters of it. */
  takeBack(length: number): void {
    this.#seen.text = this.#seen.text.slice(0, length);
  }

  #withoutInsertions(): Line {
    let text = '';
    let from = 0;
    for (const [start, end] of this.#insertions) {
      text += this.#seen.text.slice(from, start);
      from = end;
    }
    return { text: text + this.#seen.text.slice(from), pending: this.#seen.pending };
  }
}

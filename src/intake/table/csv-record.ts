/** How far a record has come: `open` inside a quoted cell that goes on in the next line, `malformed` against RFC 4180. */
export type RecordState = 'complete' | 'open' | 'malformed';

/** One record of delimited text (RFC 4180) under construction, fed line by line. */
export class CsvRecord {
  readonly cells: string[] = [];
  readonly #delimiter: string;
  #open: string | null = null;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** Reads one more physical line. Linear in its length. */
  feed(line: string): RecordState {
    if (this.#open === null && !line.includes('"')) {
      for (const cell of line.split(this.#delimiter)) this.cells.push(cell);
      return 'complete';
    }
    let at = 0;
    if (this.#open !== null) {
      this.#open += '\n';
      at = this.#quoted(line, 0);
    }
    while (at >= 0 && at <= line.length) {
      if (line[at] === '"') {
        this.#open = '';
        at = this.#quoted(line, at + 1);
      } else at = this.#bare(line, at);
    }
    if (at === MALFORMED) return 'malformed';
    return this.#open === null ? 'complete' : 'open';
  }

  /** Reads on inside a quoted cell. @returns where the next cell starts, past the end of the line, or MALFORMED. */
  #quoted(line: string, from: number): number {
    let text = this.#open ?? '';
    for (let at = from; ; ) {
      const quote = line.indexOf('"', at);
      if (quote === -1) {
        this.#open = text + line.slice(at);
        return line.length + 1;
      }
      text += line.slice(at, quote);
      if (line[quote + 1] === '"') {
        text += '"';
        at = quote + 2;
        continue;
      }
      this.#open = null;
      this.cells.push(text);
      const after = quote + 1;
      if (after === line.length) return line.length + 1;
      return line[after] === this.#delimiter ? after + 1 : MALFORMED;
    }
  }

  #bare(line: string, from: number): number {
    const end = line.indexOf(this.#delimiter, from);
    this.cells.push(line.slice(from, end === -1 ? undefined : end));
    return end === -1 ? line.length + 1 : end + 1;
  }
}

const MALFORMED = -2;

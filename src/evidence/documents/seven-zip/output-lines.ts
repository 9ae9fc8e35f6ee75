/** Bytes of a line that are looked at; the rest of a longer one is dropped. */
const LINE_BYTES = 64 * 1024;
const NEWLINE = 0x0a;

/** Cuts what a program prints into lines. A line is given when its end comes. */
export class OutputLines {
  readonly #onLine: (line: string) => void;
  #held: Buffer[] = [];
  #length = 0;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  push(bytes: Buffer): void {
    for (let at = 0; at < bytes.length; ) {
      const end = bytes.indexOf(NEWLINE, at);
      this.#hold(bytes.subarray(at, end < 0 ? bytes.length : end));
      if (end < 0) return;
      at = end + 1;
      const line = Buffer.concat(this.#held).toString('utf8');
      this.#held = [];
      this.#length = 0;
      this.#onLine(line);
    }
  }

  #hold(bytes: Buffer): void {
    const kept = Buffer.from(bytes.subarray(0, LINE_BYTES - this.#length));
    this.#length += kept.length;
    this.#held.push(kept);
  }
}

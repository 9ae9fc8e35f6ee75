/** Characters that the fields of one item may come to. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** A text of lines "Name: value", no value twice. */
export class TextLines {
  readonly #lines: string[] = [];
  readonly #seen: Set<string>;
  #length = 0;

  /** @param seen Values that stand elsewhere and are left out here. */
  constructor(seen: Iterable<string> = []) {
    this.#seen = new Set(seen);
  }

  /** Whether there was no more room; what was added since is left out. */
  get isFull(): boolean {
    return this.#length > MOST_CHARACTERS;
  }

  add(name: string, value: string): void {
    const trimmed = value.trim();
    if (trimmed === '' || this.#seen.has(trimmed) || this.isFull) return;
    this.#seen.add(trimmed);
    this.#length += name.length + trimmed.length;
    if (!this.isFull) this.#lines.push(`${name}: ${trimmed}`);
  }

  /** The lines in UTF-8; null where there are none. */
  utf8(): Uint8Array | null {
    return this.#lines.length === 0 ? null : Buffer.from(`${this.#lines.join('\n')}\n`);
  }
}

/** Files that a flat OpenDocument holds in its text, encoded in base64 (OpenDocument 1.2 part 1 §10.4.5). */
export class BinaryData {
  readonly files: Buffer[] = [];
  readonly #most: number;
  #chunks: string[] | null = null;

  /** @param most Files that are kept. */
  constructor(most: number) {
    this.#most = most;
  }

  get isOpen(): boolean {
    return this.#chunks !== null;
  }

  open(): void {
    this.#chunks = [];
  }

  text(text: string): void {
    this.#chunks?.push(text);
  }

  close(): void {
    const bytes = Buffer.from(this.#chunks?.join('') ?? '', 'base64');
    this.#chunks = null;
    if (bytes.length > 0 && this.files.length < this.#most) this.files.push(bytes);
  }
}

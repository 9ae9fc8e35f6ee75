/** Where text of an RTF document goes. */
export interface TextTarget {
  /** Characters, in UTF-8. */
  text(utf8: Buffer): void;
}

/** Bytes of text that a document may still come to, over all its targets. */
export class TextAllowance {
  #left: number;
  #isSpent = false;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** Whether `count` bytes more may be written; once they may not, nothing may. */
  take(count: number): boolean {
    if (this.#isSpent || count > this.#left) {
      this.#isSpent = true;
      return false;
    }
    this.#left -= count;
    return true;
  }

  /** Whether something was left out. */
  get isSpent(): boolean {
    return this.#isSpent;
  }
}

/** Numbers for the parts of one message, in order (RFC 9051 §6.4.5). */
export class PartNumbers {
  readonly #prefix: string;
  #last = 0;

  /** @param message The number of the message itself; empty for an outermost one. */
  constructor(message: string) {
    this.#prefix = message === '' ? '' : `${message}.`;
  }

  next(): string {
    this.#last += 1;
    return `${this.#prefix}${this.#last}`;
  }
}

import { inspect } from 'node:util';

/**
 * A found secret in memory. It cannot be printed, logged or serialised by accident: every conversion gives `[secret]`.
 * Only `reveal()` gives the text, and only a face that the user asked to show secrets calls it.
 */
export class SecretValue {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}

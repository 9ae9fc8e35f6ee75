import type { Document, Message } from './message.ts';

/** A password that may open something locked. It shows itself to nobody but who asks for it by name. */
export class Key {
  readonly #value: string;
  /** What the giver calls the place it has it from. */
  readonly origin: string;

  constructor(value: string, origin: string) {
    this.#value = value;
    this.origin = origin;
  }

  /** The password itself. */
  reveal(): string {
    return this.#value;
  }
}

/**
 * Gives the passwords to try on what is locked in an item, best first. Asked only where something in it is locked that a password opens, and once more
 * where some of that opened and some did not.
 */
export type KeySource = (item: Message | Document) => readonly Key[] | Promise<readonly Key[]>;

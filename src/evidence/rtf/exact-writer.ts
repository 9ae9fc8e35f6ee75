import { GrowingBytes } from './growing-bytes.ts';
import type { TextAllowance, TextTarget } from './text-target.ts';

/** Text that comes out as it went in. */
export class ExactWriter implements TextTarget {
  readonly #out = new GrowingBytes();
  readonly #allowance: TextAllowance;

  constructor(allowance: TextAllowance) {
    this.#allowance = allowance;
  }

  text(utf8: Uint8Array): void {
    if (this.#allowance.take(utf8.length)) this.#out.append(utf8);
  }

  finish(): Buffer {
    return this.#out.view();
  }
}

import { GrowingBytes } from './growing-bytes.ts';
import type { TextTarget } from './text-target.ts';

const MOST_BYTES = 64 * 1024;

/** A short text that is needed whole: a field's instruction, a name. */
export class Collector implements TextTarget {
  readonly #out = new GrowingBytes();

  text(utf8: Buffer): void {
    if (this.#out.length + utf8.length <= MOST_BYTES) this.#out.append(utf8);
  }

  /** What was collected, which is thereby taken out. */
  take(): string {
    const text = this.#out.view().toString('utf8');
    this.#out.clear();
    return text;
  }
}

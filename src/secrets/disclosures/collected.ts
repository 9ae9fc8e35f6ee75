import type { ByteSpan } from '../../core/index.ts';
import { SecretValue } from '../secret-value.ts';

/** One value of a kind in a text, at its first place. */
export interface LocatedDisclosure {
  /** As it is compared: numbers without separators, everything else in lower case. */
  readonly value: SecretValue;
  /** UTF-8 bytes of its first place. */
  readonly span: ByteSpan;
  /** How often it stands in the text. */
  readonly places: number;
}

/** What a text discloses of one kind. */
export interface Disclosed {
  readonly kind: string;
  /** The first values, in order. */
  readonly located: readonly LocatedDisclosure[];
  /** Places of further values, and the first of them; null where all are located. */
  readonly beyond: { readonly places: number; readonly span: ByteSpan } | null;
}

/** Values located of one kind in one text; further ones are counted. */
export const MOST_LOCATED = 50;

interface Growing {
  value: string;
  span: ByteSpan;
  places: number;
}

/** Gathers the values of one kind in one text, in bounded memory. */
export class Collected {
  readonly #located = new Map<string, Growing>();
  #beyond: { places: number; span: ByteSpan } | null = null;
  /** Where the last value began and ended. */
  lastStart = -1;
  lastStop = -1;

  add(value: string, span: ByteSpan): void {
    [this.lastStart, this.lastStop] = span;
    const known = this.#located.get(value);
    if (known !== undefined) known.places += 1;
    else if (this.#located.size < MOST_LOCATED) this.#located.set(value, { value, span, places: 1 });
    else if (this.#beyond === null) this.#beyond = { places: 1, span };
    else this.#beyond.places += 1;
  }

  result(kind: string): Disclosed {
    const located = [...this.#located.values()]
      .sort((a, b) => a.span[0] - b.span[0])
      .map(({ value, span, places }) => ({ value: new SecretValue(value), span, places }));
    return { kind, located, beyond: this.#beyond };
  }
}

import type { Key } from '../key.ts';
import type { Part } from '../part.ts';
import { openedBy } from './deferral.ts';

/** Passwords offered to all locked parts of one item together, beyond the best for each. */
const MOST_OFFERED = 32_000;
/** Of what is left of these, the part that one locked part may have. */
const SHARE = 8;
/** The best are offered to every part, up to so many parts; those after them are offered what has opened something. */
const FEW = 10;
const MOST_PARTS = 500;

/**
 * The passwords to try on what is locked in one item, best first. What has opened one part comes first for those after it, since a password is often
 * given once for many files; and many locked parts are each offered fewer, so that an item of a thousand locks ends too.
 */
export class Keyring {
  readonly #keys: readonly Key[];
  readonly #proven = new Set<Key>();
  #left = MOST_OFFERED;
  #parts = 0;

  /** @param keys Best first. */
  constructor(keys: readonly Key[]) {
    this.#keys = keys;
  }

  get isEmpty(): boolean {
    return this.#keys.length === 0;
  }

  /** The passwords for the next part. */
  offer(): readonly Key[] {
    if (this.isEmpty) return [];
    this.#parts += 1;
    if (this.#parts > MOST_PARTS) return [...this.#proven].slice(-FEW);
    const most = Math.max(FEW, Math.floor(this.#left / SHARE));
    const offered = [...this.#proven, ...this.#keys.filter((key) => !this.#proven.has(key))].slice(0, most);
    this.#left = Math.max(0, this.#left - offered.length);
    return offered;
  }

  /** Takes note of the passwords that opened some parts. */
  note(parts: readonly Part[]): void {
    for (const part of parts) {
      const key = openedBy(part);
      if (key !== null) this.#proven.add(key);
    }
  }
}

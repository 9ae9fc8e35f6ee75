import type { Key } from '../evidence/index.ts';
import type { OpenedLock } from './mailed-keys.ts';

/** Locked members of one archive on which every password is tried. */
export const MOST_IN_FULL = 8;
/** Passwords tried on each further one. */
export const MOST_ON_FURTHER = 200;

/** Bounds what is tried on an archive of many locked members: as a rule one password opens all. */
export class FileBounds {
  readonly #shut = new Map<number, number>();
  readonly #proven = new Map<number, readonly Key[]>();

  /** Notes what opened a file. @param source it is in. */
  note(source: number, locks: readonly OpenedLock[]): void {
    if (locks.length === 0) this.#shut.set(source, (this.#shut.get(source) ?? 0) + 1);
    const known = this.#proven.get(source) ?? [];
    const fresh = locks.map(({ key }) => key).filter((key) => !known.some((other) => other.reveal() === key.reveal()));
    if (fresh.length > 0) this.#proven.set(source, [...fresh, ...known]);
  }

  /** The passwords to try on a file of a source: those that opened others in it first, then as many as may be. */
  within(source: number, keys: readonly Key[]): readonly Key[] {
    const proven = this.#proven.get(source) ?? [];
    const isInFull = (this.#shut.get(source) ?? 0) < MOST_IN_FULL;
    return [...proven, ...(isInFull ? keys : keys.slice(0, MOST_ON_FURTHER))];
  }
}

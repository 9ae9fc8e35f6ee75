import type { Shortfall } from '../../shortfall.ts';
import type { PrivateKey } from './private-key.ts';

/** One thing in a key store. `name`: what its owner calls it, null where it has no name; attacker-controlled. */
export type StoreEntry =
  | { readonly kind: 'certificate'; readonly name: string | null; readonly der: Buffer }
  /** `password`: which of the order's passwords opened it; null where it was not locked. `note`: how it was opened, or is locked. */
  | {
      readonly kind: 'private-key';
      readonly name: string | null;
      readonly key: PrivateKey | null;
      readonly password: number | null;
      readonly note: string | null;
    }
  /** Other secrets, as lines of text: keys of ciphers, passwords. */
  | { readonly kind: 'secret'; readonly name: string | null; readonly lines: readonly string[] };

/** What a file that holds keys, certificates or secrets comes to. */
export interface KeyStore {
  /** For the first line: "PKCS#12 key store". */
  readonly title: string;
  /** What can be said of the whole, one line each. */
  readonly facts: readonly string[];
  readonly entries: readonly StoreEntry[];
  /** Which of the order's passwords opened what the text tells of; null where that was not locked. */
  readonly password: number | null;
  /** Why not all of it was read; null where it was. */
  readonly unread: Shortfall | null;
}

/** What to say of a store, or a part of one, that no password given here opened. */
export function locked(what: string): Shortfall {
  return {
    reason: 'encrypted',
    detail: `${what} is locked; open it with its password and add what comes out.`,
  };
}

/** What to say where trying all passwords would take too long. */
export function tooCostly(what: string): Shortfall {
  return {
    reason: 'encrypted',
    detail: `${what} is locked, and each try takes so long that not every password was tried; open it with its password and add what comes out.`,
  };
}

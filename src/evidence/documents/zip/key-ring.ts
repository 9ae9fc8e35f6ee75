import { passwordBytes } from './password-bytes.ts';
import { type ZipCryptoKeys, zipCryptoKeys } from './zip-crypto.ts';

/** A password as bytes of one code page. */
export interface Candidate {
  /** Its place among the passwords given. */
  readonly password: number;
  readonly bytes: Uint8Array;
  /** What the bytes come to in traditional encryption. */
  readonly keys: ZipCryptoKeys;
}

const MOST_PROVEN = 4;

/** Passwords in the order in which they are tried: those that opened something come first, the last one before all. */
export class KeyRing {
  readonly candidates: readonly Candidate[];
  /** How many passwords were given. */
  readonly size: number;
  #proven: readonly Candidate[] = [];

  constructor(passwords: readonly string[]) {
    this.size = passwords.length;
    this.candidates = passwords.flatMap((text, password) =>
      passwordBytes(text).map((bytes) => ({ password, bytes, keys: zipCryptoKeys(bytes) })),
    );
  }

  /** Those that opened something lately. */
  get proven(): readonly Candidate[] {
    return this.#proven;
  }

  /** Notes that a candidate opened something. */
  prove(candidate: Candidate): void {
    this.#proven = [candidate, ...this.#proven.filter((other) => other !== candidate)].slice(0, MOST_PROVEN);
  }
}

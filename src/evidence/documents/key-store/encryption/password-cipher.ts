import type { PasswordTry } from '../effort.ts';

/** A way of encrypting with a password, with its parameters read. */
export interface PasswordCipher {
  /** For a line: "PBKDF2 with SHA-256 (2048 rounds), AES-256-CBC". */
  readonly name: string;
  /** What one try costs, in rounds of a hash. */
  readonly cost: number;
  /** What comes out with a password, unpadded; null where its padding shows that it is the wrong one. One in 256 wrong ones is not shown so. */
  readonly decrypt: (data: Buffer, password: PasswordTry) => Buffer | null;
}

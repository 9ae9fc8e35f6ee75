/** One way in which an office document is locked, read from its `EncryptionInfo` ([MS-OFFCRYPTO] §2.3.4). */
export interface OfficeLock {
  /** What trying one password takes, in microseconds. */
  readonly work: number;
  /** The document's key, proven by the verifier; null where the password is wrong. */
  readonly unlock: (password: string) => Uint8Array | null;
  /** Decrypts the document: `data` is the stream `EncryptedPackage` without its length. */
  readonly decrypt: (key: Uint8Array, data: Buffer) => Uint8Array;
  /** Whether the whole stream, length and all, is as its writer left it; null where nothing says so. */
  readonly isIntact: (key: Uint8Array, stream: Uint8Array) => boolean | null;
}

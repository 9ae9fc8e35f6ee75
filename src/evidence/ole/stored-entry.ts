/** A storage or stream to be written. */
export interface StoredEntry {
  /** At most 31 characters. */
  readonly name: string;
  /** Number of the storage it stands in, in the list; -1 for the root. A storage stands before what it holds. */
  readonly parent: number;
  /** A storage's class as sixteen bytes; of a stream zeros. */
  readonly classId: Buffer;
  /** Bytes of a stream; null for a storage. */
  readonly bytes: Buffer | null;
}

/** Where the stream of an entry was put. */
export interface Extent {
  readonly firstSector: number;
  readonly size: number;
}

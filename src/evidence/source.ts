/** One file given to us, or found in a folder given to us. */
export interface Source {
  /** Absolute path, or "-" for standard input. */
  readonly path: string;
  /** Relative to the argument it came from (the file's own name where the argument is a file), `/` between segments. */
  readonly relative: string;
  /** Bytes on disk; -1 for standard input. */
  readonly size: number;
  /** What its place says it is, whatever it looks like: a file in `cur` or `new` of a Maildir is a message. */
  readonly place?: 'maildir';
}

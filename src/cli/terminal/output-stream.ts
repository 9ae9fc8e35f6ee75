import type { Writable } from 'node:stream';

/** A stream that may be a terminal, as standard output and standard error are. */
export type OutputStream = Writable & { readonly isTTY?: boolean; readonly columns?: number };

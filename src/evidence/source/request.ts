import type { Tally } from '../../core/index.ts';
import type { EvidenceEvent } from '../evidence-event.ts';
import type { OnBytes } from './byte-input.ts';
import type { Medium } from './medium.ts';
import type { Reading } from './reading.ts';

/** What is to be read, and within which bounds; the bytes come with a medium. */
export interface Request extends Omit<Reading, 'window'> {
  /** Whether its place says that it is a message: a file of a Maildir. */
  readonly isMail: boolean;
  /** The folder for encrypted files of what has to be read at any place and comes in order only. */
  readonly spillFolder: string;
  /** Told how far reading has come in a source that is not read in order; in order its input tells. */
  readonly onBytes: OnBytes;
  /** Members of the source, a zip, that are read elsewhere. */
  readonly skips: ReadonlySet<string>;
  /** Bytes that something compressed in here may come to, for each of its compressed ones. */
  readonly expansion: number;
  /** Most bytes that the medium itself may come to, where it is decompressed as it is read within such a limit; else null. */
  readonly expandsTo: (() => number) | null;
}

/** Reads a medium's items to its end; the balance then. */
export type ReadMedium = (request: Request, medium: Medium) => AsyncGenerator<EvidenceEvent, Tally>;

/** Levels of archives around what is read; a source itself has none. */
export const depthOf = ({ within }: Pick<Request, 'within'>) => within.container.length;

const MIB = 1024 * 1024;
/** Of what streams through a decompressor nobody knows the whole beforehand: what is compressed in it gets the ratio less this factor. */
const STREAMED = 16;

/** Most bytes that compressed ones may come to; at least a MiB in the source itself. */
export function expansionLimit(request: Request, compressedBytes: number): number {
  return Math.max(depthOf(request) === 0 ? MIB : compressedBytes, compressedBytes * request.expansion);
}

/**
 * The ratio for what is compressed within the medium's own bytes, so that nesting does not multiply it.
 * @param size The medium's bytes in all; null where they are not known.
 */
export function expansionWithin({ expansion, expandsTo }: Request, size: number | null): number {
  if (expandsTo === null) return expansion;
  return size === null ? Math.max(1, expansion / STREAMED) : expandsTo() / Math.max(1, size);
}

/** What a member of a nested archive takes at least of the bytes that all may come to: opening it costs time, be it empty. */
const MEMBER_BYTES = 2048;

/** Most entries that an archive may have: those of a nested one draw on what it may come to, so that nesting does not multiply them either. */
export function mostMembers(request: Request, archiveBytes: number): number {
  if (depthOf(request) === 0) return request.budget.members;
  return Math.min(request.budget.members, Math.ceil((request.expansion * archiveBytes) / MEMBER_BYTES));
}

import { isOfficeEntry } from '../documents/office/office-kind.ts';
import type { RandomAccess } from '../source/random-access.ts';
import { type ZipLimits, zipLimits } from '../text/zip/member-bounds.ts';
import { readDirectory } from '../text/zip/zip-directory.ts';
import type { ZipEntry } from '../text/zip/zip-entry.ts';
import { salvageEntries } from '../text/zip/zip-salvage.ts';

/** A zip of any size, walked through once: what is known of it before its members are read. */
export interface ZipArchive {
  /** Entries in the index's order; where it is lost, those whose headers were found. */
  readonly entries: () => Generator<ZipEntry, unknown>;
  /** How many entries there are. */
  readonly count: number;
  /** Whether the index has all entries it counts. */
  readonly isWhole: boolean;
  /** Whether entries are on other disks. */
  readonly isSpanned: boolean;
  /** Whether names say that the zip is one document in many pieces: an office document, an e-book, a Java archive. */
  readonly isOneDocument: boolean;
  /** How many of them were looked at, and what they may not reach into. */
  readonly looked: number;
  readonly limits: ZipLimits;
  /** Where more than one begins: these have the same bytes. */
  readonly shared: ReadonlySet<number>;
}

/** Members that a format made of a zip has at its root: OPC (ECMA-376 part 2), OpenDocument and EPUB, Java archives. */
const DOCUMENT_MARKS: ReadonlySet<string> = new Set(['[Content_Types].xml', 'mimetype', 'META-INF/MANIFEST.MF']);

/** Walks through a zip's index. @param most Entries looked at; a count beyond it is told all the same. */
export function openZipArchive(zip: RandomAccess, most: number): ZipArchive {
  const directory = readDirectory(zip);
  const entries: () => Generator<ZipEntry, unknown> = directory?.entries ?? (() => salvageEntries(zip));
  const starts: number[] = [];
  let isSpanned = false;
  let isOneDocument = false;
  const walk = entries();
  let step = walk.next();
  for (; step.done !== true && starts.length < most; step = walk.next()) {
    const { name, headerOffset, disk } = step.value;
    starts.push(headerOffset);
    isSpanned ||= disk !== 0;
    isOneDocument ||= DOCUMENT_MARKS.has(name) || isOfficeEntry(name);
  }
  const isCut = step.done !== true;
  const limits = zipLimits(starts, directory?.start ?? -1, zip.size);
  const inOrder = limits.starts;
  return {
    entries,
    count: isCut ? Math.max(starts.length + 1, directory?.count ?? 0) : starts.length,
    isWhole: directory !== null && (isCut || step.value === true),
    isSpanned,
    isOneDocument,
    looked: starts.length,
    limits,
    shared: new Set(inOrder.filter((start, index) => start === inOrder[index - 1])),
  };
}

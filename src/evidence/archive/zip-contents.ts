import { describedData } from '../documents/zip/data-descriptor.ts';
import { oneMemberZip } from '../documents/zip/one-member-zip.ts';
import { isShortfall, type Shortfall } from '../shortfall.ts';
import type { RandomAccess } from '../source/random-access.ts';
import { expansionLimit, type Request } from '../source/request.ts';
import { ENCRYPTED, type LocalHeader, readLocalHeader } from '../text/zip/local-header.ts';
import { type MemberBounds, memberBounds } from '../text/zip/member-bounds.ts';
import { CUT, DEFLATE, OVERLAPS, STORED } from '../text/zip/zip-data.ts';
import type { ZipEntry } from '../text/zip/zip-entry.ts';
import type { MemberContent } from './archive-member.ts';
import { openedApart } from './opened-apart.ts';
import type { ZipArchive } from './zip-archive.ts';
import { zipMedium } from './zip-medium.ts';

/** What a member costs that is opened apart, in bytes that are decompressed in the same time. */
const START_BYTES = 64 * 1024;
/** Bytes that are decompressed apart for one archive, which takes minutes. */
const MOST_APART = 1024 * 1024 * 1024;

/** What can be read of the entries of a zip, each asked for once, in the order of its index, whether it is read or not. */
export class ZipContents {
  readonly #request: Request;
  readonly #zip: RandomAccess;
  readonly #archive: ZipArchive;
  /** Places at which more than one entry begins, and one has. */
  readonly #begun = new Set<number>();
  #apart = 0;

  constructor(request: Request, zip: RandomAccess, archive: ZipArchive) {
    this.#request = request;
    this.#zip = zip;
    this.#archive = archive;
  }

  /** Goes on to the next entry. @returns how to open it. */
  next(entry: ZipEntry): () => MemberContent | Promise<MemberContent> {
    const { headerOffset, compressedSize } = entry;
    const isDouble = this.#begun.has(headerOffset);
    if (this.#archive.shared.has(headerOffset)) this.#begun.add(headerOffset);
    if (isUncommon(entry) && !entry.encrypted) this.#apart += START_BYTES + compressedSize;
    const isTooMuch = this.#apart > MOST_APART;
    return () => this.#open(entry, isDouble, isTooMuch);
  }

  #open(entry: ZipEntry, isDouble: boolean, isTooMuch: boolean): MemberContent | Promise<MemberContent> {
    const local = readLocalHeader(this.#zip, entry);
    if (local === null || isDouble) return unread(isDouble ? OVERLAPS : CUT);
    const bounds = memberBounds(entry, local.dataStart, this.#archive.limits);
    if (isShortfall(bounds)) return unread(bounds);
    if (((entry.flags | local.flags) & ENCRYPTED) !== 0) return this.#locked(entry, local, bounds);
    const limit = expansionLimit(this.#request, bounds.end - bounds.start);
    if (isUncommon(entry)) return isTooMuch ? unread(TOO_MUCH_APART) : this.#uncommon(entry, local, bounds, limit);
    const medium = zipMedium(this.#zip, entry, bounds, limit);
    return { state: 'medium', medium, expandsTo: entry.method === DEFLATE ? () => limit : null };
  }

  #locked(entry: ZipEntry, local: LocalHeader, bounds: MemberBounds): MemberContent {
    if (bounds.end - bounds.start > this.#request.budget.partBytes) return unread(TOO_LONG_LOCKED);
    return { state: 'locked', zip: () => this.#memberZip(entry, local, bounds) };
  }

  async #uncommon(entry: ZipEntry, local: LocalHeader, bounds: MemberBounds, limit: number): Promise<MemberContent> {
    const { budget, opener } = this.#request;
    if (bounds.end - bounds.start > budget.partBytes) return unread(tooLong(entry.method));
    const bytes = Math.min(limit, budget.partBytes);
    const limits = { pieceBytes: bytes, memberBytes: bytes, members: 1, expansionRatio: budget.expansionRatio };
    return openedApart(opener.parsers, this.#memberZip(entry, local, bounds), limits, bounds.shortfall);
  }

  /** The member alone, as it stands there. */
  #memberZip(entry: ZipEntry, local: LocalHeader, { start, end }: MemberBounds): Buffer {
    const raw = this.#zip.read(start, end - start);
    const { data, crc32 } = entry.crc32 === null ? describedData(raw) : { data: raw, crc32: entry.crc32 };
    const { method, size } = entry;
    const flags = entry.flags | local.flags;
    return oneMemberZip({ method, flags, time: local.time, aes: entry.aes ?? local.aes, data, crc32, size });
  }
}

const isUncommon = ({ method }: ZipEntry) => method !== STORED && method !== DEFLATE;

const unread = (shortfall: Shortfall): MemberContent => ({ state: 'unread', shortfall });

const TOO_MUCH_APART: Shortfall = {
  reason: 'over-budget',
  detail:
    'So much of this archive is compressed in an uncommon way that this was left; extract the archive and add its folder.',
};

const TOO_LONG_LOCKED: Shortfall = {
  reason: 'encrypted',
  detail:
    'This is locked with a password and longer than what is opened here; extract it by hand and add what comes out.',
};

const tooLong = (method: number): Shortfall => ({
  reason: 'over-budget',
  detail: `This is compressed by an uncommon method (${method}) and longer than what is opened so; extract it by hand and add what comes out.`,
});

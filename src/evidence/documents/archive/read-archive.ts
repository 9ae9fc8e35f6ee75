import { isShortfall, type Shortfall } from '../../shortfall.ts';
import type { DocumentReader, Piece, ReadOrder } from '../document-reader.ts';
import type { Listing } from '../seven-zip/listing.ts';
import { type ExtractedEntry, SevenZip } from '../seven-zip/seven-zip.ts';
import {
  DAMAGED,
  ENDS_EARLY,
  locked,
  NO_ROOM,
  OF_ENTRY,
  ONE_OF_SEVERAL,
  OTHER_VOLUME,
  TAIL,
  TOO_MANY_ENTRIES,
} from './archive-shortfalls.ts';
import { archiveType } from './archive-type.ts';
import { type OpenedArchive, openArchive } from './open-archive.ts';
import { streamName } from './stream-name.ts';

/** Reads archives other than zip and tar: 7z, rar, cabinets, disk images, packages, and compressed single files (xz, bzip2, Zstandard). */
export const readArchive: DocumentReader = async function* (order) {
  const archive = new SevenZip(order.bytes, archiveType(order.bytes));
  const opened = await openArchive(archive, order);
  if (isShortfall(opened)) {
    yield { type: 'unread', name: null, shortfall: opened };
    return;
  }
  const { listing } = opened;
  const comment = commentOf(listing);
  const isEmpty = listing.entries.length === 0 && shortfallOf(listing) === null;
  if (comment !== '' || isEmpty) yield textPiece(comment);
  yield* members(archive, opened, order);
  const shortfall = shortfallOf(listing);
  if (shortfall !== null) yield { type: 'unread', name: null, shortfall };
};

async function* members(archive: SevenZip, opened: OpenedArchive, order: ReadOrder): AsyncGenerator<Piece> {
  const { listing, password } = opened;
  const limits = limitsOf(listing, order);
  const refused = new Map(
    limits.flatMap((limit, index) => (typeof limit === 'number' ? [] : [[index, limit] as const])),
  );
  for (const [index, shortfall] of refused) yield { type: 'unread', name: nameOf(listing, index, order), shortfall };
  const entries = archive.extract({
    listing,
    password: password === null ? null : (order.passwords[password] ?? null),
    isWanted: (index) => !refused.has(index),
    limitOf: (index) => Number(limits[index] ?? 0),
  });
  for await (const entry of entries) yield memberPiece(entry, opened, order);
}

const MIB = 1024 * 1024;

/** How many bytes each entry may come to, by what the archive says of it and of those before it; or why it is not extracted. */
function limitsOf({ entries }: Listing, { bytes, limits }: ReadOrder): readonly (number | Shortfall)[] {
  const most = Math.min(limits.pieceBytes, Math.max(MIB, bytes.length * limits.expansionRatio));
  let left = limits.memberBytes;
  return entries.map(({ isFolder, isLink, isSplit, size }) => {
    if (isFolder || isLink) return 0;
    if (isSplit) return OTHER_VOLUME;
    const limit = Math.min(most, left);
    if (limit <= 0 && size !== 0) return NO_ROOM;
    left -= Math.min(size ?? limit, limit);
    return limit;
  });
}

function memberPiece({ index, bytes, fault }: ExtractedEntry, opened: OpenedArchive, order: ReadOrder): Piece {
  const { listing, password, tried } = opened;
  const name = nameOf(listing, index, order);
  if (fault === 'locked') return { type: 'unread', name, shortfall: locked(tried) };
  const shortfall = fault === null ? null : OF_ENTRY[fault];
  if (shortfall !== null && bytes.length === 0) return { type: 'unread', name, shortfall };
  const isLocked = listing.entries[index]?.isEncrypted === true || isNameLocked(opened);
  return { type: 'member', name, mediaType: null, bytes, shortfall, password: isLocked ? password : null };
}

/** Whether it was opened although none of its entries says it is locked: then its names were. */
const isNameLocked = ({ listing, password }: OpenedArchive) =>
  password !== null && !listing.entries.some(({ isEncrypted }) => isEncrypted);

/** Formats of one file without a name, or with one that is made up. */
const STREAMS: ReadonlySet<string> = new Set(['xz', 'bzip2', 'lzma', 'lzma86', 'zstd', 'Z']);

function nameOf({ type, entries }: Listing, index: number, { fileName }: ReadOrder): string {
  const name = entries[index]?.name ?? null;
  return name === null || STREAMS.has(type) ? streamName(fileName) : name;
}

function commentOf({ properties, entries }: Listing): string {
  const comments = [properties.get('Comment') ?? '', ...entries.map(({ comment }) => comment)];
  return comments.filter((comment) => comment !== '').join('\n');
}

function textPiece(text: string): Piece {
  const utf8 = Buffer.from(text);
  return { type: 'text', name: null, text: { utf8, hidden: [], landmarks: [] }, password: null };
}

/** What is wrong with the archive as a whole. */
function shortfallOf({ properties, faults, isCut }: Listing): Shortfall | null {
  if (isCut) return TOO_MANY_ENTRIES;
  if (properties.get('Multivolume') === '+') return ONE_OF_SEVERAL;
  if (faults.some((fault) => fault.startsWith('Unexpected end'))) return ENDS_EARLY;
  if (faults.length > 0) return DAMAGED;
  return properties.has('Tail Size') ? TAIL : null;
}

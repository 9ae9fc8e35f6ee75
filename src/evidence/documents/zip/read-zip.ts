import { isShortfall, type Shortfall } from '../../shortfall.ts';
import { takeTurns } from '../../source/take-turns.ts';
import type { ZipEntry } from '../../text/zip/zip-entry.ts';
import { openZip } from '../../text/zip/zip-members.ts';
import type { DocumentReader, Piece, PieceLimits, ReadOrder } from '../document-reader.ts';
import { TryingBudget } from '../trying-budget.ts';
import { decompressor } from './decompress.ts';
import { KeyRing } from './key-ring.ts';
import { type ReadMember, readMember } from './read-member.ts';

/** Reads zip archives (APPNOTE.TXT) with members that are locked, or compressed by uncommon methods. */
export const readZip: DocumentReader = (order) => takeTurns(readMembers(order));

async function* readMembers({ bytes, limits, passwords }: ReadOrder): AsyncGenerator<Piece> {
  const zip = openZip(bytes, limits.members);
  const trying = { ring: new KeyRing(passwords), budget: new TryingBudget(), decompress: decompressor() };
  let left = limits.memberBytes;
  for (const entry of zip.entries) {
    if (entry.isFolder) continue;
    const raw = zip.raw(entry);
    const read = isShortfall(raw) ? raw : await readMember(entry, raw, mostBytes(limits, left, entry), trying);
    if (!isShortfall(read)) left -= read.bytes.length;
    yield pieceOf(entry, read);
  }
  if (zip.shortfall !== null) yield { type: 'unread', name: null, shortfall: zip.shortfall };
}

const MIB = 1024 * 1024;

function mostBytes({ pieceBytes, expansionRatio }: PieceLimits, left: number, { compressedSize }: ZipEntry): number {
  return Math.max(0, Math.min(left, pieceBytes, Math.max(MIB, compressedSize * expansionRatio)));
}

function pieceOf({ name }: ZipEntry, read: ReadMember | Shortfall): Piece {
  if (isShortfall(read)) return { type: 'unread', name, shortfall: read };
  if (read.bytes.length === 0 && read.shortfall !== null) return { type: 'unread', name, shortfall: read.shortfall };
  return { type: 'member', name, mediaType: null, ...read };
}

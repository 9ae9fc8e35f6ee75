import type { Shortfall } from '../../shortfall.ts';
import type { ReadOrder } from '../document-reader.ts';
import type { ListedEntry, Listing } from '../seven-zip/listing.ts';
import { isPossible, type SevenZip } from '../seven-zip/seven-zip.ts';
import { TryingBudget } from '../trying-budget.ts';
import { DAMAGED, ENDS_EARLY, locked, NEEDS_MEMORY } from './archive-shortfalls.ts';

/** An archive whose entries are known. */
export interface OpenedArchive {
  readonly listing: Listing;
  /** The order's password that opens it, by index; null where none does, or none is needed. */
  readonly password: number | null;
  /** Passwords that were tried in vain. */
  readonly tried: number;
}

/** What one try takes with the rounds that 7z and RAR 5 prescribe, in microseconds. */
const TRY_WORK = 50_000;

/** Lists an archive, with the first password that opens it where one is needed; or says why not. */
export async function openArchive(archive: SevenZip, order: ReadOrder): Promise<OpenedArchive | Shortfall> {
  const budget = new TryingBudget();
  const plain = await archive.list(null, order.limits.members);
  if (plain === 'damaged') return endsEarly(order.bytes) ? ENDS_EARLY : DAMAGED;
  if (plain === 'too-large') return NEEDS_MEMORY;
  if (plain === 'locked') return openListing(archive, order, budget);
  const entry = cheapestLocked(plain);
  if (entry === null) return { listing: plain, password: null, tried: 0 };
  const { found, tried } = await firstThat(order, budget, (password) => archive.isOpenedBy(password, entry));
  return { listing: plain, password: found, tried };
}

/** An archive that names nothing without its password. */
async function openListing(
  archive: SevenZip,
  order: ReadOrder,
  budget: TryingBudget,
): Promise<OpenedArchive | Shortfall> {
  let listing: Listing | null = null;
  const { found, tried } = await firstThat(order, budget, async (password) => {
    const listed = await archive.list(password, order.limits.members);
    if (typeof listed !== 'string') listing = listed;
    return listing !== null;
  });
  return listing === null ? locked(tried) : { listing, password: found, tried };
}

async function firstThat(
  { passwords }: ReadOrder,
  budget: TryingBudget,
  opens: (password: string) => Promise<boolean>,
): Promise<{ readonly found: number | null; readonly tried: number }> {
  let tried = 0;
  for (const [index, password] of passwords.entries()) {
    if (!isPossible(password)) continue;
    if (!budget.take(TRY_WORK)) break;
    if (await opens(password)) return { found: index, tried };
    tried += 1;
  }
  return { found: null, tried };
}

/** The locked entry that takes least to decompress: of those that stand first in their block the smallest. */
function cheapestLocked({ entries }: Listing): ListedEntry | null {
  const blocks = new Set<string>();
  let cheapest: ListedEntry | null = null;
  for (const entry of entries) {
    if (!entry.isEncrypted || entry.isFolder || entry.isSplit || entry.name === null) continue;
    if (entry.block !== null && blocks.has(entry.block)) continue;
    if (entry.block !== null) blocks.add(entry.block);
    if (cheapest === null || sizeOf(entry) < sizeOf(cheapest)) cheapest = entry;
  }
  return cheapest;
}

const sizeOf = ({ size }: ListedEntry) => size ?? Number.POSITIVE_INFINITY;

const SIGNATURE = Buffer.from("7z\xbc\xaf'\x1c", 'latin1');
const START_HEADER = 32;

/** Whether a 7z ends before the header that stands at its end (7zFormat.txt, SignatureHeader). */
function endsEarly(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, START_HEADER));
  if (!head.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return false;
  if (head.length < START_HEADER) return true;
  return BigInt(START_HEADER) + head.readBigUInt64LE(12) + head.readBigUInt64LE(20) > BigInt(bytes.length);
}

import { constants, inflateRawSync, zstdDecompressSync } from 'node:zlib';
import type { Shortfall } from '../../shortfall.ts';
import { inflateUpTo } from '../../text/inflate.ts';
import { DEFLATE, STORED } from '../../text/zip/zip-data.ts';
import type { Listing } from '../seven-zip/listing.ts';
import { SevenZip } from '../seven-zip/seven-zip.ts';
import { TryingBudget } from '../trying-budget.ts';
import { NAME, oneMemberZip, type PackedMember } from './one-member-zip.ts';

/** Zstandard by its number and by the one it had first (APPNOTE.TXT 4.4.5). */
const ZSTD = new Set([93, 20]);
/** Largest window that is allowed for: what `zstd --long` takes at most without being told so when it decompresses. */
const WINDOW_LOG = 27;
/** What these flags say depends on the method: how LZMA ends, how imploding was done (APPNOTE.TXT 4.4.4). */
const METHOD_FLAGS = 6;
const LOOKED_AT = 16_384;
/** Each look leaves so much behind for the collector of garbage. */
const LOOK_CHUNK = 1024;
const NOTHING = new Uint8Array(0);

/** A member's plain bytes, and why they are not all. */
export interface Decompressed {
  readonly bytes: Uint8Array;
  readonly state: 'whole' | 'over-limit' | 'damaged';
}

/** A member as it stands compressed, not encrypted. */
export type CompressedMember = Omit<PackedMember, 'time' | 'aes'>;

/** Decompresses a member to at most `limit` bytes; a shortfall where it is not known how. */
export type Decompress = (member: CompressedMember, limit: number) => Promise<Decompressed | Shortfall>;

const TOO_MANY: Shortfall = {
  reason: 'over-budget',
  detail:
    'So many members of this archive are compressed in an uncommon way that this one was left; extract it by hand.',
};

/** Microseconds that 7-Zip takes to begin with, and for a byte. */
const START_WORK = 6000;
const BYTE_WORK = 0.2;

/** Decompresses the members of one archive by their methods (APPNOTE.TXT 4.4.5); uncommon ones by 7-Zip, for as long as one archive may take. */
export function decompressor(): Decompress {
  const budget = new TryingBudget(20_000_000);
  return async (member, limit) => {
    const { method, data } = member;
    if (method === STORED)
      return { bytes: data.subarray(0, limit), state: data.length > limit ? 'over-limit' : 'whole' };
    if (method === DEFLATE) return inflateUpTo('raw', data, limit);
    if (ZSTD.has(method)) return decompressZstd(data, limit);
    if (!budget.take(START_WORK + BYTE_WORK * data.length)) return TOO_MANY;
    return bySevenZip(member, limit);
  };
}

function decompressZstd(data: Uint8Array, limit: number): Decompressed {
  try {
    const bounds = { maxOutputLength: Math.max(1, limit), params: { [constants.ZSTD_d_windowLogMax]: WINDOW_LOG } };
    return { bytes: zstdDecompressSync(data, bounds), state: 'whole' };
  } catch (error) {
    return { bytes: NOTHING, state: isTooLong(error) ? 'over-limit' : 'damaged' };
  }
}

async function bySevenZip(member: CompressedMember, limit: number): Promise<Decompressed | Shortfall> {
  const zip = new SevenZip(oneMemberZip({ ...member, flags: member.flags & METHOD_FLAGS, time: 0, aes: null }));
  const order = { listing: LISTING, password: null, isWanted: () => true, limitOf: () => limit };
  for await (const { bytes, fault } of zip.extract(order)) {
    if (fault === 'unsupported') return unknown(member.method);
    if (fault === 'over-limit') return { bytes, state: 'over-limit' };
    // Without a checksum 7-Zip finds none right.
    const isWhole = fault === null || (member.crc32 === null && bytes.length === member.size);
    return { bytes, state: isWhole ? 'whole' : 'damaged' };
  }
  return { bytes: NOTHING, state: 'damaged' };
}

const LISTING: Listing = {
  type: 'zip',
  properties: new Map(),
  entries: [
    {
      name: NAME,
      size: null,
      packedSize: null,
      isFolder: false,
      isLink: false,
      isEncrypted: false,
      hasChecksum: true,
      isSplit: false,
      comment: '',
      block: null,
    },
  ],
  isCut: false,
  faults: [],
};

const unknown = (method: number): Shortfall => ({
  reason: 'unsupported',
  detail: `Zip compression method ${method} is not read; extract the member by hand and add it.`,
});

const isTooLong = (error: unknown) =>
  error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

/** Whether data can be the beginning of deflate's; most that is not, as a wrong key makes it, is told by its first kilobytes. */
export function beginsAsDeflate(data: Uint8Array): boolean {
  const [first = 0] = data;
  // The first block's kind has four values, of which one means nothing (RFC 1951 §3.2.3).
  if ((first & 6) === 6) return false;
  try {
    inflateRawSync(data, { chunkSize: LOOK_CHUNK, finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: LOOKED_AT });
    return true;
  } catch (error) {
    return isTooLong(error);
  }
}

import type { Parsers, PieceLimits } from '../documents/document-reader.ts';
import type { Shortfall } from '../shortfall.ts';
import { accessInput } from '../source/medium.ts';
import { memoryAccess } from '../source/random-access.ts';
import type { MemberContent } from './archive-member.ts';

const NOTHING_CAME: Shortfall = {
  reason: 'damaged',
  detail: 'Nothing came out of this compressed member; extract it by hand and add what comes out.',
};

/**
 * Has a member decompressed apart from this process, into memory.
 * @param zip of this member alone. @param shortfall why its data is not all there; null where it is.
 */
export async function openedApart(
  parsers: Parsers,
  zip: Uint8Array,
  limits: PieceLimits,
  shortfall: Shortfall | null,
): Promise<MemberContent> {
  const order = { reader: 'zip', mediaType: 'application/zip', fileName: null, passwords: [], ocr: false } as const;
  let read: MemberContent | null = null;
  let refused: Shortfall | null = null;
  // All pieces are taken: who is left in the middle of an answer reads nothing more.
  for await (const piece of parsers.read({ ...order, bytes: zip, limits })) {
    if (piece.type === 'member') read ??= inMemory(piece.bytes, shortfall ?? piece.shortfall, limits);
    else if (piece.type === 'unread') refused ??= piece.shortfall;
  }
  return read ?? { state: 'unread', shortfall: refused ?? NOTHING_CAME };
}

function inMemory(bytes: Uint8Array, damage: Shortfall | null, { pieceBytes }: PieceLimits): MemberContent {
  const access = memoryAccess(bytes);
  const medium = { input: accessInput(access), size: access.size, access: () => access, damage: () => damage };
  return { state: 'medium', medium, expandsTo: () => pieceBytes };
}

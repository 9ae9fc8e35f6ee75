import { checksum, signature } from './checksum.ts';
import { type Layout, readId, storedBlockBytes } from './layout.ts';

/** Where a block stands, as an entry of the block index has it ([MS-PST] §2.2.2.7.7.3). */
export interface BlockPlace {
  /** Its BID, with the lowest bit clear. */
  readonly id: number;
  readonly offset: number;
  /** Bytes stored, without trailer and padding. */
  readonly storedBytes: number;
  /** Bytes of the data; other than `storedBytes` only where it is compressed. */
  readonly dataBytes: number;
}

/** How far a block can be believed: `sound`; `suspect`: its own, but its checksum is wrong; `other`: something else stands there. */
export type BlockState = 'sound' | 'suspect' | 'other';

/** Whether a block holds ids instead of data ([MS-PST] §2.2.2.2). */
export function isInternal(blockId: number): boolean {
  return blockId % 4 >= 2;
}

/** Reads an entry of the block index. */
export function readBlockEntry(bytes: Buffer, at: number, { idBytes, format }: Layout): BlockPlace {
  const id = readId(bytes, at, idBytes);
  const storedBytes = bytes.readUInt16LE(at + 2 * idBytes);
  const dataBytes = format === 'unicode-4k' ? bytes.readUInt16LE(at + 2 * idBytes + 2) : storedBytes;
  return { id: id - (id % 2), offset: readId(bytes, at + idBytes, idBytes), storedBytes, dataBytes };
}

/** Compares a block's trailer with its entry ([MS-PST] §2.2.2.8.1). @param stored data, padding and trailer, as they stand in the file. */
export function blockState(stored: Buffer, place: BlockPlace, layout: Layout): BlockState {
  const whole = storedBlockBytes(place.storedBytes, layout);
  if (stored.length < whole) return 'other';
  const at = whole - layout.blockTrailerBytes;
  const isWide = layout.idBytes === 8;
  const id = readId(stored, at + (isWide ? 8 : 4), layout.idBytes);
  if (id - (id % 2) !== place.id || stored.readUInt16LE(at) !== place.storedBytes) {
    return isErased(stored, at) ? 'suspect' : 'other';
  }
  const crc = stored.readUInt32LE(at + (isWide ? 4 : 8));
  const isSound =
    crc === checksum(stored.subarray(0, place.storedBytes)) &&
    stored.readUInt16LE(at + 2) === signature(place.offset, id);
  return isSound ? 'sound' : 'suspect';
}

/** A trailer overwritten with zeros behind data that is not: the beginning of a block whose end was wiped. */
function isErased(stored: Buffer, trailerAt: number): boolean {
  return stored.subarray(trailerAt).every((byte) => byte === 0) && stored.subarray(0, 64).some((byte) => byte !== 0);
}

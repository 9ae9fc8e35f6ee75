import { type PaxRecords, readPax } from '../../archive/pax.ts';
import { BLOCK, readTarHeader, type TarHeader, textOf } from '../../archive/tar-header.ts';

/** What stands in a tar held in memory. */
export type TarPiece =
  /** `isSparse`: `data` is pieces of a file with holes. `isCut`: the tar ends before the file does. */
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly data: Buffer;
      readonly isSparse: boolean;
      readonly isCut: boolean;
    }
  /** Blocks that are no header, passed over up to the next sound one or the end. */
  | { readonly kind: 'damage' }
  /** The bytes end without the end mark. */
  | { readonly kind: 'cut' };

/** Headers that say something of the member after them: pax, GNU long names and links. */
const AHEAD = /^[xgLK]$/;
/** Links, devices, folders, pipes, labels and lists of names hold no data of a file, whatever size they say. */
const NOT_FILES = /^[2-6DVNXA]$/;
/** Of those, the ones whose data follows all the same. */
const WITH_DATA = /^[DXA]$/;
/** Bytes of a long name or of extended headers that are looked at. */
const AHEAD_BYTES = 1024 * 1024;
const ZEROS = Buffer.alloc(BLOCK);

interface Ahead {
  readonly name: string | null;
  readonly pax: PaxRecords;
}

/**
 * Walks through a tar in memory: POSIX ustar and pax, GNU long names and large numbers, old tars; several one after the other are read as one. Folders,
 * links and devices hold nothing and are passed over.
 */
export function* walkTar(tar: Buffer): Generator<TarPiece> {
  let global: PaxRecords = new Map();
  let ahead: Ahead = { name: null, pax: global };
  let isMarked = false;
  let isDamaged = false;
  let at = 0;
  for (; at + BLOCK <= tar.length; ) {
    const block = tar.subarray(at, at + BLOCK);
    const header = readTarHeader(block);
    at += BLOCK;
    if (header === null) {
      const isZero = block.equals(ZEROS);
      isMarked ||= isZero;
      isDamaged ||= !isZero;
      continue;
    }
    if (isDamaged) yield { kind: 'damage' };
    isDamaged = false;
    isMarked = false;
    if (AHEAD.test(header.type)) {
      const data = tar.subarray(at, at + Math.min(header.size, AHEAD_BYTES));
      if (header.type === 'g') global = readPax(data, global);
      ahead = aheadOf(header.type, data, ahead, global);
      at += padded(header.size);
      continue;
    }
    const { data, next, piece } = member(tar, at, header, ahead);
    if (piece !== null) yield { kind: 'file', ...piece, data };
    ahead = { name: null, pax: global };
    at = next;
  }
  if (isDamaged) yield { kind: 'damage' };
  const isOver = isMarked && !isDamaged && at >= tar.length - BLOCK && tar.subarray(at).every((byte) => byte === 0);
  if (!isOver && !isDamaged) yield { kind: 'cut' };
}

function aheadOf(type: string, data: Buffer, ahead: Ahead, global: PaxRecords): Ahead {
  switch (type) {
    case 'L':
      return { ...ahead, name: textOf(data) };
    case 'x':
      return { ...ahead, pax: readPax(data, global) };
    case 'g':
      return { ...ahead, pax: global };
    default:
      return ahead;
  }
}

/** A member whose header has been read. @param at where its data begins; @returns where the next header stands, and null for what is no file. */
function member(tar: Buffer, at: number, header: TarHeader, { name, pax }: Ahead) {
  const { type } = header;
  const said = Number(pax.get('size') ?? header.size);
  const size = Number.isSafeInteger(said) && said >= 0 ? said : header.size;
  if (NOT_FILES.test(type) || (type === '1' && isHeaderAt(tar, at)))
    return { data: ZEROS, next: at + (WITH_DATA.test(type) ? padded(size) : 0), piece: null };
  const start = type === 'S' && header.isExtended ? afterSparseMap(tar, at) : at;
  const data = tar.subarray(start, start + size);
  const isSparse = type === 'S' || [...pax.keys()].some((key) => key.startsWith('GNU.sparse.'));
  const shown = pax.get('GNU.sparse.name') ?? pax.get('path') ?? name ?? header.name;
  return { data, next: start + padded(size), piece: { name: shown, isSparse, isCut: data.length < size } };
}

/** A hard link may say the size of what it links to, and have no data, or have it. */
function isHeaderAt(tar: Buffer, at: number): boolean {
  const block = tar.subarray(at, at + BLOCK);
  return block.length < BLOCK || readTarHeader(block) !== null || block.equals(ZEROS);
}

function afterSparseMap(tar: Buffer, at: number): number {
  let next = at;
  while (tar[next + 504] === 1) next += BLOCK;
  return next + BLOCK;
}

const padded = (size: number) => Math.ceil(size / BLOCK) * BLOCK;

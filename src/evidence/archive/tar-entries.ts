import type { ByteWindow } from '../source/byte-window.ts';
import { type PaxRecords, readPax } from './pax.ts';
import { BLOCK, readTarHeader, type TarHeader, textOf } from './tar-header.ts';

/** What stands in a tar, in order. */
export type TarEntry =
  /** The window stands at the data's first byte. `isSparse`: the data is pieces of a file with holes. */
  | { readonly kind: 'file'; readonly name: string; readonly size: number; readonly isSparse: boolean }
  /** A folder, a link, a device: nothing is in it. */
  | { readonly kind: 'empty' }
  /** Blocks that are no header and were passed over up to the next sound one, or the end. */
  | { readonly kind: 'damage' }
  /** The bytes end before the archive's end mark, or within a header. */
  | { readonly kind: 'cut' };

/** Bytes of a long name or of extended headers that are looked at. */
const META_BYTES = 1024 * 1024;
/** Links, devices, folders, pipes, labels and lists of names: they have no data of a file, whatever size they say. */
const NOT_FILES = /^[2-6DVNXA]$/;

/** What headers before a member say of it. */
interface Ahead {
  readonly name: string | null;
  readonly pax: PaxRecords;
}

const NO_RECORDS: PaxRecords = new Map();
const ZEROS = Buffer.alloc(BLOCK);

/**
 * Walks through a tar: POSIX ustar and pax, GNU long names and large numbers, old tars. Whoever takes an entry may read its data from the window, as
 * far as he likes. Archives written one after the other (an end mark between them) are read as one.
 * @param end bytes in all, where they are known: nothing is sought beyond.
 */
export async function* tarEntries(window: ByteWindow, end: number): AsyncGenerator<TarEntry> {
  const walk = new TarWalk(window, end);
  for (let entry = await walk.next(); entry !== null; entry = await walk.next()) yield entry;
}

class TarWalk {
  readonly #window: ByteWindow;
  readonly #end: number;
  #next = 0;
  #global = NO_RECORDS;
  #isMarked = false;
  #isOver = false;

  constructor(window: ByteWindow, end: number) {
    this.#window = window;
    this.#end = end;
  }

  async next(): Promise<TarEntry | null> {
    let ahead: Ahead = { name: null, pax: this.#global };
    let isDamaged = false;
    for (;;) {
      await this.#window.skipTo(Math.min(this.#next, this.#end));
      const block = (await this.#window.atLeast(BLOCK)).subarray(0, BLOCK);
      if (block.length < BLOCK) return isDamaged ? { kind: 'damage' } : this.#finish(block);
      const header = readTarHeader(block);
      if (header === null) {
        const isZero = block.equals(ZEROS);
        this.#isMarked ||= isZero;
        isDamaged ||= !isZero;
        this.#next += BLOCK;
        continue;
      }
      if (isDamaged) return { kind: 'damage' };
      this.#isMarked = false;
      this.#window.advance(BLOCK);
      const meta = await this.#meta(header, ahead);
      if (meta === null) return await this.#entry(header, ahead);
      ahead = meta;
    }
  }

  /** The end, once; without a mark it is not known to be one. */
  #finish(rest: Buffer): TarEntry | null {
    const isSound = this.#isMarked && rest.every((byte) => byte === 0);
    if (isSound || this.#isOver) return null;
    this.#isOver = true;
    return { kind: 'cut' };
  }

  /** What a header that stands before a member says of it; null where it is the member's own. */
  async #meta({ type, size }: TarHeader, ahead: Ahead): Promise<Ahead | null> {
    if (!/^[xgLK]$/.test(type)) return null;
    const data = (await this.#window.atLeast(Math.min(size, META_BYTES))).subarray(0, Math.min(size, META_BYTES));
    this.#next = this.#window.offset + padded(size);
    if (type === 'L') return { ...ahead, name: textOf(data) };
    if (type === 'x') return { ...ahead, pax: readPax(data, this.#global) };
    if (type === 'K') return ahead;
    this.#global = readPax(data, this.#global);
    return { ...ahead, pax: this.#global };
  }

  async #entry(header: TarHeader, { name, pax }: Ahead): Promise<TarEntry> {
    const { type } = header;
    const said = Number(pax.get('size') ?? header.size);
    const size = Number.isSafeInteger(said) && said >= 0 ? said : header.size;
    if (NOT_FILES.test(type) || (type === '1' && (await this.#isHeaderNext()))) {
      this.#next = this.#window.offset + (type === 'D' || type === 'X' || type === 'A' ? padded(size) : 0);
      return { kind: 'empty' };
    }
    if (type === 'S' && header.isExtended) await this.#skipSparseMap();
    this.#next = this.#window.offset + padded(size);
    const isSparse = type === 'S' || [...pax.keys()].some((key) => key.startsWith('GNU.sparse.'));
    return { kind: 'file', name: pax.get('GNU.sparse.name') ?? pax.get('path') ?? name ?? header.name, size, isSparse };
  }

  /** A hard link may say the size of what it links to, and have no data, or have it. */
  async #isHeaderNext(): Promise<boolean> {
    const block = (await this.#window.atLeast(BLOCK)).subarray(0, BLOCK);
    return block.length < BLOCK || readTarHeader(block) !== null || block.equals(ZEROS);
  }

  async #skipSparseMap(): Promise<void> {
    for (let isMore = true; isMore; ) {
      const block = (await this.#window.atLeast(BLOCK)).subarray(0, BLOCK);
      isMore = block.length === BLOCK && block[504] === 1;
      this.#window.advance(BLOCK);
    }
  }
}

const padded = (size: number) => Math.ceil(size / BLOCK) * BLOCK;

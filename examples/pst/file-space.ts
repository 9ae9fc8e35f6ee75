import { closeSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { type Layout, PAGE } from './layout.ts';
import { PAGE_TYPE, sealPage } from './page.ts';

/** Where the first allocation map stands; each governs the bytes from its own place to the next ([MS-PST] §2.2.2.7.2). */
const FIRST_MAP = 0x4400;
const MAP_BITS = 496;
/** Bytes that one allocation map governs, itself included. */
const REGION = MAP_BITS * 8 * 64;

/** The longest file with 32-bit offsets that every reader takes ([MS-PST] §1.3.1). */
const LONGEST_ANSI = 2 ** 31 - REGION;

/** What the file's header says of its space. */
export interface SpaceTotals {
  readonly end: number;
  readonly lastMap: number;
  readonly free: number;
}

/** The file's space, given out from the front, one region at a time in memory; freed bytes stay where they are ([MS-PST] §2.2.2.7.2). */
export class FileSpace {
  readonly #file: number;
  readonly #layout: Layout;
  readonly #region = Buffer.alloc(REGION);
  #index = 0;
  #cursor = 0;
  #free = 0;
  readonly #freed: { readonly offset: number; readonly length: number }[] = [];

  constructor(path: string, layout: Layout) {
    this.#file = openSync(path, 'w+');
    this.#layout = layout;
    this.#begin();
  }

  /** Where the next page or block goes, about. */
  get position(): number {
    return this.#start() + this.#cursor;
  }

  /** Room for a page or block, to be filled at once. @param length a multiple of 64, at most a block's 8192 */
  take(length: number, alignment: 64 | 512): { readonly offset: number; readonly bytes: Buffer } {
    let at = Math.ceil(this.#cursor / alignment) * alignment;
    if (at + length > REGION) {
      this.#flush();
      this.#index += 1;
      this.#begin();
      at = Math.ceil(this.#cursor / alignment) * alignment;
    }
    this.#cursor = at + length;
    this.#mark(at, length);
    return { offset: this.#start() + at, bytes: this.#region.subarray(at, at + length) };
  }

  /** Marks bytes as free and leaves them as they are. */
  release(offset: number, length: number): void {
    this.#freed.push({ offset, length });
  }

  /** Writes what is still in memory and clears the freed bytes in their maps. */
  finish(): SpaceTotals {
    this.#flush();
    for (const { offset, length } of this.#freed) this.#clear(offset, length);
    const lastMap = this.#start();
    const end = lastMap + REGION;
    ftruncateSync(this.#file, end);
    return { end, lastMap, free: this.#free };
  }

  /** Writes outside the governed space: the header and what stands before the first map. */
  writeAt(bytes: Buffer, offset: number): void {
    writeSync(this.#file, bytes, 0, bytes.length, offset);
  }

  close(): void {
    closeSync(this.#file);
  }

  #start(): number {
    return FIRST_MAP + this.#index * REGION;
  }

  get #mapBytes(): number {
    return this.#layout.word === 8 ? 0 : 4;
  }

  /** Starts a region with the map pages that belong at its front ([MS-PST] §2.2.2.7.3 to §2.2.2.7.6). */
  #begin(): void {
    if (this.#layout.word === 4 && this.#start() > LONGEST_ANSI) throw new RangeError('an ANSI store ends before 2 GB');
    this.#region.fill(0);
    this.#cursor = 0;
    this.#free += REGION;
    const types = mapPagesOf(this.#index, this.#layout);
    this.#cursor = types.length * PAGE;
    this.#mark(0, this.#cursor);
    for (const [at, type] of types.entries()) {
      if (type !== PAGE_TYPE.amap) this.#sealDeprecatedMap(at * PAGE, type);
    }
  }

  /** Newer writers keep these maps for their place only, every byte 0xFF ([MS-PST] §2.2.2.7.3). */
  #sealDeprecatedMap(at: number, type: number): void {
    const page = this.#region.subarray(at, at + PAGE);
    page.fill(0xff, this.#mapBytes, this.#mapBytes + MAP_BITS);
    sealPage(page, type, this.#start() + at, 0, this.#layout);
  }

  #mark(at: number, length: number): void {
    this.#free -= length;
    for (let slot = at / 64; slot < (at + length) / 64; slot++) {
      const byte = this.#mapBytes + (slot >>> 3);
      this.#region[byte] = (this.#region[byte] as number) | (0x80 >>> (slot & 7));
    }
  }

  #flush(): void {
    sealPage(this.#region.subarray(0, PAGE), PAGE_TYPE.amap, this.#start(), 0, this.#layout);
    this.writeAt(this.#region, this.#start());
  }

  #clear(offset: number, length: number): void {
    const index = Math.floor((offset - FIRST_MAP) / REGION);
    const start = FIRST_MAP + index * REGION;
    const page = Buffer.alloc(PAGE);
    readSync(this.#file, page, 0, PAGE, start);
    for (let slot = (offset - start) / 64; slot < (offset - start + length) / 64; slot++) {
      const byte = this.#mapBytes + (slot >>> 3);
      page[byte] = (page[byte] as number) & ~(0x80 >>> (slot & 7));
    }
    sealPage(page, PAGE_TYPE.amap, start, 0, this.#layout);
    this.writeAt(page, start);
    this.#free += length;
  }
}

/** The map pages at the front of a region, in their order: AMap, PMap, FMap, FPMap, as far as each is due there. */
function mapPagesOf(index: number, layout: Layout): readonly number[] {
  const types: number[] = [PAGE_TYPE.amap];
  if (index % 8 === 0) types.push(PAGE_TYPE.pmap);
  if (index >= 128 && (index - 128) % MAP_BITS === 0) types.push(PAGE_TYPE.fmap);
  if (layout.word === 8 && index >= 8192 && (index - 8192) % (MAP_BITS * 64) === 0) types.push(PAGE_TYPE.fpmap);
  return types;
}

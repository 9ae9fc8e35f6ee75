/** What a heap holds at its root ([MS-PST] §2.3.1.2). */
export const HEAP_CLIENT = { table: 0x7c, properties: 0xbc } as const;

/** The longest allocation; what is longer goes into a subnode ([MS-PST] §2.3.3.3). */
export const LONGEST_ALLOCATION = 3580;

/** Ids of one block's allocations are 11 bits wide. */
const MOST_ALLOCATIONS = 2000;

/** Least bytes free for each fill level, 0 to 15 ([MS-PST] §2.3.1.2). */
const FILL_LEVELS = [3584, 2560, 2048, 1792, 1536, 1280, 1024, 768, 512, 256, 128, 64, 32, 16, 8, 0];

/** A heap in the making ([MS-PST] §2.3.1): allocations go into blocks that each carry a map of their own. */
export class Heap {
  readonly #maxBlock: number;
  readonly #blocks: Buffer[] = [];
  readonly #fill: number[] = [];
  #current: Buffer;
  #at: number;
  #ends: number[];

  constructor(maxBlock: number) {
    this.#maxBlock = maxBlock;
    this.#current = Buffer.alloc(maxBlock);
    this.#at = headerSize(0);
    this.#ends = [this.#at];
  }

  /** Keeps a copy of the bytes. @returns their heap id; 0 for no bytes */
  allocate(bytes: Uint8Array): number {
    if (bytes.length === 0) return 0;
    if (bytes.length > LONGEST_ALLOCATION) throw new RangeError('too long for a heap: it belongs in a subnode');
    const mapSize = 4 + 2 * (this.#ends.length + 1);
    if (this.#at + bytes.length + 1 + mapSize > this.#maxBlock || this.#ends.length > MOST_ALLOCATIONS)
      this.#nextBlock();
    this.#current.set(bytes, this.#at);
    this.#at += bytes.length;
    this.#ends.push(this.#at);
    return this.#blocks.length * 0x1_0000 + (this.#ends.length - 1) * 32;
  }

  /** The heap's blocks. @param root heap id of what the heap is for */
  finish(client: number, root: number): readonly Buffer[] {
    const last = this.#closeBlock();
    this.#blocks.push(this.#current.subarray(0, last));
    const first = this.#blocks[0] as Buffer;
    first[2] = 0xec;
    first[3] = client;
    first.writeUInt32LE(root, 4);
    this.#writeFillLevels();
    return this.#blocks;
  }

  #nextBlock(): void {
    this.#closeBlock();
    this.#blocks.push(this.#current);
    this.#current = Buffer.alloc(this.#maxBlock);
    this.#at = headerSize(this.#blocks.length);
    this.#ends = [this.#at];
  }

  /** Writes the block's map ([MS-PST] §2.3.1.5). @returns the bytes used */
  #closeBlock(): number {
    const map = this.#at + (this.#at & 1);
    this.#current.writeUInt16LE(map, 0);
    this.#current.writeUInt16LE(this.#ends.length - 1, map);
    for (const [at, end] of this.#ends.entries()) this.#current.writeUInt16LE(end, map + 4 + at * 2);
    const used = map + 4 + this.#ends.length * 2;
    this.#fill.push(FILL_LEVELS.findIndex((least) => this.#maxBlock - used >= least));
    return used;
  }

  /** Fill levels of eight blocks stand in the first block's header, then of 128 in every 128th from the ninth on. */
  #writeFillLevels(): void {
    for (const [index, level] of this.#fill.entries()) {
      const holder = index < 8 ? 0 : index - ((index - 8) % 128);
      const place = index < 8 ? 8 : 2;
      const number = index - holder;
      const block = this.#blocks[holder] as Buffer;
      const byte = place + (number >>> 1);
      block[byte] = (block[byte] as number) | (level << (number & 1 ? 4 : 0));
    }
  }
}

/** HNHDR, HNBITMAPHDR or HNPAGEHDR ([MS-PST] §2.3.1.2 to §2.3.1.4). */
function headerSize(block: number): number {
  if (block === 0) return 12;
  return (block - 8) % 128 === 0 ? 66 : 2;
}

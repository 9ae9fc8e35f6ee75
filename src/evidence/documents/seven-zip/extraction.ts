import type { OutputTaker } from './output-folder.ts';
import { stop } from './run-seven-zip.ts';

/**
 * Why what came out of an entry is not what was put in. `locked`: the password is wrong or missing. `damaged`, `cut`: what came before is given.
 * `unsupported`: compressed in a way 7-Zip does not know. `over-limit`: it comes to more bytes than it may.
 */
export type ExtractionFault = 'locked' | 'damaged' | 'cut' | 'unsupported' | 'over-limit';

/** What came out of one entry before it is held against the listing. */
export interface RawEntry {
  readonly index: number;
  readonly bytes: Buffer;
  readonly fault: ExtractionFault | null;
}

/** What one pass over an archive is to bring. */
export interface PassOrder {
  /** Names in the archive's order; null where an entry has none. */
  readonly names: readonly (string | null)[];
  readonly isWanted: (index: number) => boolean;
  /** Most bytes an entry may come to. */
  readonly limitOf: (index: number) => number;
  /** Most bytes of all entries of the pass; the first may have more. */
  readonly passBytes: number;
}

interface Entry {
  readonly index: number;
  readonly isWanted: boolean;
  readonly limit: number;
  readonly file: File;
  fault: ExtractionFault | null;
}

class File {
  readonly chunks: Buffer[] = [];
  size = 0;
}

/** Bytes a pass may decompress in vain, to get at what stands behind them. */
const MOST_IN_VAIN = 1024 * 1024 * 1024;
const ENTRY_LINE = /^[-T] (.*)$/;
const ERROR_LINE = /^ERROR: (.*)$/;

/** Brings together what 7-Zip prints while it extracts (`-bb1`) and what it writes: a file is begun, then a line says which entry it is of, and an error may follow. */
export class Extraction implements OutputTaker {
  readonly #order: PassOrder;
  readonly #waiting = new Map<string | null, number[]>();
  readonly #entries: Entry[] = [];
  /** A file that no line has yet said the entry of. */
  #begun: File | null = null;
  #current: Entry | null = null;
  #held = 0;
  #inVain = 0;

  constructor(order: PassOrder) {
    this.#order = order;
    for (const [index, name] of order.names.entries()) {
      const same = this.#waiting.get(name);
      if (same === undefined) this.#waiting.set(name, [index]);
      else same.push(index);
    }
  }

  begin(): void {
    this.#begun = new File();
  }

  write(bytes: Uint8Array): void {
    const current = this.#begun === null ? this.#current : null;
    const file = this.#begun ?? current?.file;
    if (file === undefined) return;
    if (current !== null && !current.isWanted) {
      this.#inVain += bytes.length;
      if (this.#inVain > MOST_IN_VAIN) stop();
      return;
    }
    const limit = current?.limit ?? this.#order.passBytes;
    const kept = Buffer.from(bytes.subarray(0, limit - file.size));
    file.chunks.push(kept);
    file.size += kept.length;
    this.#held += kept.length;
    if (kept.length === bytes.length) return;
    if (current !== null) current.fault = 'over-limit';
    stop();
  }

  line(text: string): void {
    const error = ERROR_LINE.exec(text)?.[1];
    if (error !== undefined && this.#current !== null) this.#current.fault ??= faultOf(error);
    const name = ENTRY_LINE.exec(text)?.[1];
    if (name !== undefined) this.#take(name);
  }

  /** Entries that were wanted and reached; of one that the pass could not hold nothing is said. */
  entries(): readonly RawEntry[] {
    return this.#entries
      .filter(({ isWanted }) => isWanted)
      .map(({ index, file, fault }) => ({ index, bytes: Buffer.concat(file.chunks, file.size), fault }));
  }

  #take(name: string): void {
    const file = this.#begun ?? new File();
    const index = this.#waiting.get(name)?.shift() ?? this.#waiting.get(null)?.shift();
    this.#begun = null;
    this.#current = null;
    if (index === undefined) return;
    const { isWanted, limitOf, passBytes } = this.#order;
    if (isWanted(index) && this.#held >= passBytes) stop();
    this.#current = { index, isWanted: isWanted(index), limit: limitOf(index), file, fault: null };
    this.#entries.push(this.#current);
  }
}

/** 7-Zip's words for what went wrong with one entry. */
function faultOf(words: string): ExtractionFault | null {
  if (words.includes('rong password')) return 'locked';
  if (words.startsWith('Unsupported')) return 'unsupported';
  if (words.startsWith('Unexpected end') || words.startsWith('Unavailable')) return 'cut';
  return words.startsWith('There are some data after') ? null : 'damaged';
}

import { classOf, isUnspacedAt, JOINING } from './characters.ts';

/** Words told apart by a hash of 32 bits: a wrong one now and then only costs a reading in vain. */
interface WordTable {
  readonly hashes: Int32Array;
  /** One bit for each list that holds the word. */
  readonly lists: Int32Array;
}

/** Letters in a stretch of text in which the words of each list are counted. */
const BLOCK = 256;
/** As many common words tell the language of a text, and of one block, where they may belong to a quotation or reply. */
const TELLING = 4;
const TELLING_IN_BLOCK = 5;
/** Part of the most in a whole text that is enough. */
const SHARE = 0.4;

/** Tells which of several languages a text is written in, by the words that each uses all the time. At most 31 lists. */
export function commonWordTeller(lists: readonly (readonly string[])[]): (fold: string) => readonly number[] {
  const table = tableOf(lists);
  const all = lists.map((_, list) => list);
  return (fold) => {
    const counts = new Counts(lists.length);
    countWords(fold, table, counts);
    return counts.isTelling() ? all.filter((list) => counts.told(list)) : all;
  };
}

/** How many words of each list stand in the text, and whether one led in a block. */
class Counts {
  readonly #all: Uint32Array;
  readonly #block: Uint32Array;
  readonly #led: Uint8Array;

  constructor(lists: number) {
    this.#all = new Uint32Array(lists);
    this.#block = new Uint32Array(lists);
    this.#led = new Uint8Array(lists);
  }

  add(lists: number): void {
    for (let left = lists; left !== 0; left &= left - 1) {
      const list = 31 - Math.clz32(left & -left);
      this.#block[list] = (this.#block[list] ?? 0) + 1;
    }
  }

  endBlock(): void {
    const most = mostOf(this.#block);
    if (most === 0) return;
    for (let list = 0; list < this.#block.length; list++) {
      const count = this.#block[list] as number;
      this.#all[list] = (this.#all[list] as number) + count;
      if (count >= TELLING_IN_BLOCK && count >= most) this.#led[list] = 1;
      this.#block[list] = 0;
    }
  }

  isTelling(): boolean {
    return mostOf(this.#all) >= TELLING;
  }

  told(list: number): boolean {
    return this.#led[list] === 1 || (this.#all[list] ?? 0) >= SHARE * mostOf(this.#all);
  }
}

function mostOf(counts: Uint32Array): number {
  let most = 0;
  for (let list = 0; list < counts.length; list++) most = Math.max(most, counts[list] as number);
  return most;
}

function countWords(fold: string, table: WordTable, counts: Counts): void {
  let blockEnd = BLOCK;
  for (let at = 0; at < fold.length; ) {
    let hash = SEED;
    const start = at;
    for (; at < fold.length && isWordUnit(fold.charCodeAt(at)); at++) hash = mixed(hash, fold.charCodeAt(at));
    if (at > start) counts.add(listsOf(table, hash));
    else at++;
    if (at >= blockEnd) {
      counts.endBlock();
      blockEnd = at + BLOCK;
    }
  }
  counts.endBlock();
}

const isWordUnit = (unit: number): boolean => (classOf(unit) & JOINING) !== 0;

const SEED = 0x811c9dc5;
const mixed = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);
const SPREAD = 0x9e3779b1;

function listsOf({ hashes, lists }: WordTable, hash: number): number {
  const last = hashes.length - 1;
  let slot = Math.imul(hash, SPREAD) & last;
  for (; lists[slot] !== 0; slot = (slot + 1) & last) if (hashes[slot] === hash) return lists[slot] ?? 0;
  return 0;
}

function tableOf(words: readonly (readonly string[])[]): WordTable {
  const most = words.reduce((sum, list) => sum + list.length, 1);
  const size = 1 << Math.ceil(Math.log2(most * 2));
  const table: WordTable = { hashes: new Int32Array(size), lists: new Int32Array(size) };
  words.forEach((list, bit) => {
    for (const word of list) if (isOneWord(word)) put(table, hashOf(word), 1 << bit);
  });
  return table;
}

function isOneWord(word: string): boolean {
  for (let at = 0; at < word.length; at++) {
    if (!isWordUnit(word.charCodeAt(at)) || isUnspacedAt(word, at)) return false;
  }
  return word.length > 0;
}

function hashOf(word: string): number {
  let hash = SEED;
  for (let at = 0; at < word.length; at++) hash = mixed(hash, word.charCodeAt(at));
  return hash;
}

function put({ hashes, lists }: WordTable, hash: number, bit: number): void {
  const last = hashes.length - 1;
  let slot = Math.imul(hash, SPREAD) & last;
  while (lists[slot] !== 0 && hashes[slot] !== hash) slot = (slot + 1) & last;
  hashes[slot] = hash;
  lists[slot] = (lists[slot] ?? 0) | bit;
}

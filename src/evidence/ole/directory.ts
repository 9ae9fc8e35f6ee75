import { type CompoundEntry, ENTRY_BYTES, kindOf, linksOf, NO_ENTRY, readEntry } from './directory-entry.ts';

/** A compound file's directory: its entries, and which storage holds which. */
export interface Directory {
  readonly root: CompoundEntry;
  /** What a storage holds, in the directory's order. */
  readonly children: (storage: CompoundEntry) => readonly CompoundEntry[];
  /** The first entry a storage holds by that name, in any case. */
  readonly child: (storage: CompoundEntry, name: string) => CompoundEntry | null;
  /** Whether links led nowhere or in circles, or entries were reached by none. */
  readonly isDamaged: boolean;
}

/**
 * Reads the directory from its bytes. Each storage's tree is walked once, no entry twice; entries that no tree reaches any more are given to the
 * nearest storage before them whose tree is broken, or else to the root.
 */
export function readDirectory(bytes: Buffer, hasWideSizes: boolean): Directory {
  const walk = new DirectoryWalk(bytes);
  walk.fromRoot();
  const isDamaged = walk.adoptLost();
  const entry = (id: number): readonly CompoundEntry[] => {
    const read = readEntry(bytes, id, hasWideSizes);
    return read === null ? [] : [read];
  };
  const children = cached((id) => (walk.children.get(id) ?? []).flatMap(entry));
  const byName = cached((id) => namesOf(children(id)));
  return {
    root: readEntry(bytes, 0, hasWideSizes) ?? NAMELESS_ROOT,
    children: ({ id }) => children(id),
    child: ({ id }, name) => byName(id).get(name.toUpperCase()) ?? null,
    isDamaged,
  };
}

/** The result for each id, made when first asked for. */
function cached<T>(make: (id: number) => T): (id: number) => T {
  const made = new Map<number, T>();
  return (id) => {
    const result = made.get(id) ?? make(id);
    made.set(id, result);
    return result;
  };
}

function namesOf(entries: readonly CompoundEntry[]): ReadonlyMap<string, CompoundEntry> {
  const names = new Map<string, CompoundEntry>();
  for (const entry of entries) {
    const name = entry.name.toUpperCase();
    if (!names.has(name)) names.set(name, entry);
  }
  return names;
}

/** Stands for a root whose entry is lost. */
const NAMELESS_ROOT: CompoundEntry = {
  id: 0,
  name: '',
  kind: 'root',
  classId: '00000000-0000-0000-0000-000000000000',
  size: 0,
  firstSector: NO_ENTRY,
};

class DirectoryWalk {
  readonly children = new Map<number, number[]>();
  readonly #bytes: Buffer;
  readonly #count: number;
  readonly #isReached: Uint8Array;
  readonly #broken = new Set<number>();

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#count = Math.floor(bytes.length / ENTRY_BYTES);
    this.#isReached = new Uint8Array(Math.max(1, this.#count));
  }

  fromRoot(): void {
    this.#isReached[0] = 1;
    this.#walkStorages([0]);
  }

  /** Gives entries that no tree reached a storage, tops of trees first; whether any link was broken or entry lost. */
  adoptLost(): boolean {
    const isBroken = this.#broken.size > 0 || kindOf(this.#bytes, 0) !== 'root';
    const lost = this.#lost();
    const linked = this.#linkedFrom(lost);
    this.#adopt(lost.filter((id) => !linked.has(id)));
    // What is left of them links in circles.
    this.#adopt(this.#lost());
    return isBroken || lost.length > 0;
  }

  #lost(): readonly number[] {
    const lost: number[] = [];
    for (let id = 0; id < this.#count; id++) {
      if (this.#isReached[id] === 0 && kindOf(this.#bytes, id) !== null) lost.push(id);
    }
    return lost;
  }

  #linkedFrom(ids: readonly number[]): ReadonlySet<number> {
    const linked = new Set<number>();
    for (const id of ids) {
      const { left, right, child } = linksOf(this.#bytes, id);
      for (const to of [left, right, child]) if (to !== id) linked.add(to);
    }
    return linked;
  }

  /** Storages that are themselves adopted may be broken, and then adopt what follows them. */
  #adopt(ids: readonly number[]): void {
    const tops = new Set(ids);
    let adopter = 0;
    for (let id = 0; id < this.#count; id++) {
      if (tops.has(id)) this.#adoptTree(adopter, id);
      if (this.#broken.has(id)) adopter = id;
    }
  }

  #adoptTree(adopter: number, top: number): void {
    const adopted = this.#inOrder(adopter, top);
    const held = this.children.get(adopter) ?? [];
    for (const id of adopted) held.push(id);
    this.children.set(adopter, held);
    this.#walkStorages(adopted.filter((id) => kindOf(this.#bytes, id) === 'storage'));
  }

  #walkStorages(storages: number[]): void {
    for (let storage = storages.pop(); storage !== undefined; storage = storages.pop()) {
      const held = this.#inOrder(storage, linksOf(this.#bytes, storage).child);
      this.children.set(storage, held);
      for (const id of held) if (kindOf(this.#bytes, id) === 'storage') storages.push(id);
    }
  }

  /** A storage's tree from its top, left before right; links to nothing or to what was reached already are left. */
  #inOrder(storage: number, top: number): number[] {
    const found: number[] = [];
    const above: number[] = [];
    let id = this.#reach(storage, top);
    while (id !== null || above.length > 0) {
      if (id !== null) {
        above.push(id);
        id = this.#reach(storage, linksOf(this.#bytes, id).left);
      } else {
        const middle = above.pop() ?? 0;
        found.push(middle);
        id = this.#reach(storage, linksOf(this.#bytes, middle).right);
      }
    }
    return found;
  }

  #reach(storage: number, id: number): number | null {
    if (id === NO_ENTRY) return null;
    const kind = kindOf(this.#bytes, id);
    if (kind === null || kind === 'root' || this.#isReached[id] === 1) {
      this.#broken.add(storage);
      return null;
    }
    this.#isReached[id] = 1;
    return id;
  }
}

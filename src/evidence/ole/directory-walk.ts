import { ENTRY_BYTES, kindOf, linksOf, NO_ENTRY } from './directory-entry.ts';

/** Which storage holds which entries, by their numbers: what the trees say, and for entries that none reaches what stands nearest. */
export class DirectoryWalk {
  /** What each storage holds, in order. */
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

  /** Walks the trees from the root's down. */
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

/** Disjoint groups of the numbers 0 to `size` - 1, each known by its smallest member (Tarjan and van Leeuwen, with path halving). */
export class UnionFind {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, index) => index);
  }

  /** The smallest member of the group that holds `member`. */
  find(member: number): number {
    let at = member;
    for (;;) {
      const parent = this.#parent[at] ?? at;
      if (parent === at) return at;
      const grand = this.#parent[parent] ?? parent;
      this.#parent[at] = grand;
      at = grand;
    }
  }

  unite(a: number, b: number): void {
    const [one, other] = [this.find(a), this.find(b)];
    if (one !== other) this.#parent[Math.max(one, other)] = Math.min(one, other);
  }
}

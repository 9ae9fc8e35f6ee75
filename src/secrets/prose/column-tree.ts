/** The root of the tree. */
const ROOT = 0;

/** Words by the columns of their units, as a tree whose nodes know the first that follows them and the next beside them. */
export class ColumnTree {
  /** By node: the last one added that follows it, and the one added before it that follows the same; 0 for none. */
  readonly child: Int32Array;
  readonly beside: Int32Array;
  readonly column: Int32Array;
  #size = ROOT + 1;

  /** @param most how many nodes there are at most */
  constructor(most: number) {
    this.child = new Int32Array(most);
    this.beside = new Int32Array(most);
    this.column = new Int32Array(most);
  }

  /** The node at which a word ends. */
  add(word: string, columns: Uint16Array): number {
    let node = ROOT;
    for (let at = 0; at < word.length; at++) node = this.#after(node, columns[word.charCodeAt(at)] ?? 0);
    return node;
  }

  get size(): number {
    return this.#size;
  }

  #after(node: number, column: number): number {
    let next = this.child[node] as number;
    while (next !== 0 && this.column[next] !== column) next = this.beside[next] as number;
    if (next !== 0) return next;
    const made = this.#size++;
    this.column[made] = column;
    this.beside[made] = this.child[node] as number;
    this.child[node] = made;
    return made;
  }
}

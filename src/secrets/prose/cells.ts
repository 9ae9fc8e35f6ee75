import type { ColumnTree } from './column-tree.ts';

/**
 * Steps from a cell by a column to the next, as a double array (Aoe 1989): the next stands as many columns behind the base of the
 * cell, if it says that it follows it.
 */
export interface Cells {
  /** By cell: where those that follow it begin. */
  readonly bases: Int32Array;
  /** By cell: the one that it follows; 0 where it is free. */
  readonly parents: Int32Array;
}

/** The cell from which all steps begin. */
export const ROOT = 1;

/** The cell after another by a column, which is not 0; 0 for none. */
export function cellAfter({ bases, parents }: Cells, cell: number, column: number): number {
  const next = (bases[cell] as number) + column;
  return parents[next] === cell ? next : 0;
}

/** Finds room for all nodes of a tree, whose columns are less than `width`. `cellOf`: by node, its cell. */
export function placedCells(tree: ColumnTree, width: number): { readonly cells: Cells; readonly cellOf: Int32Array } {
  const placer = new Placer(tree, width);
  for (let node = 0; node < tree.size; node++) if (tree.child[node] !== 0) placer.placeAfter(node);
  return { cells: placer.cells(), cellOf: placer.cellOf };
}

/** Nodes are placed in the order of the tree, each before those that follow it. */
class Placer {
  readonly cellOf: Int32Array;
  readonly #tree: ColumnTree;
  readonly #width: number;
  #bases: Int32Array = new Int32Array(1 << 14);
  #parents: Int32Array = new Int32Array(1 << 14);
  /** No cell before it is free. */
  #free = ROOT + 1;
  #size: number;

  constructor(tree: ColumnTree, width: number) {
    this.cellOf = new Int32Array(tree.size);
    this.cellOf[0] = ROOT;
    this.#tree = tree;
    this.#width = width;
    this.#size = ROOT + width;
  }

  /** Places what follows a node. */
  placeAfter(node: number): void {
    const { child, beside, column } = this.#tree;
    const cell = this.cellOf[node] as number;
    const first = child[node] as number;
    while (this.#parents[this.#free] !== 0) this.#free++;
    let base = Math.max(0, this.#free - (column[first] as number));
    while (!this.#hasRoom(base, first)) base++;
    for (let next = first; next !== 0; next = beside[next] as number) {
      const taken = base + (column[next] as number);
      this.#parents[taken] = cell;
      this.cellOf[next] = taken;
    }
    this.#bases[cell] = base;
    this.#size = Math.max(this.#size, base + this.#width);
    this.#makeRoom();
  }

  /** All that were placed. */
  cells(): Cells {
    const size = this.#size + this.#width;
    return { bases: this.#bases.slice(0, size), parents: this.#parents.slice(0, size) };
  }

  #hasRoom(base: number, first: number): boolean {
    const { beside, column } = this.#tree;
    for (let next = first; next !== 0; next = beside[next] as number) {
      const cell = base + (column[next] as number);
      if (cell <= ROOT || this.#parents[cell] !== 0) return false;
    }
    return true;
  }

  /** As much as what follows a node may take behind all others. */
  #makeRoom(): void {
    const least = this.#size + 2 * this.#width;
    if (least <= this.#parents.length) return;
    this.#bases = widened(this.#bases, 2 * least);
    this.#parents = widened(this.#parents, 2 * least);
  }
}

function widened(array: Int32Array, length: number): Int32Array {
  const wide = new Int32Array(length);
  wide.set(array);
  return wide;
}

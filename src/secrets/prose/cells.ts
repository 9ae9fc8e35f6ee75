import type { ColumnTree } from './column-tree.ts';

/**
 * Steps from a cell by a column to the next, as a double array (Aoe 1989): the next stands as many columns behind the base of the
 * cell, if it says that it follows it. Two numbers for each cell, which are read together: its base, and the cell that it follows (0 where it is free).
 */
export type Cells = Int32Array;

/** The cell from which all steps begin. */
export const ROOT = 1;

/** The cell after another by a column; 0 for none, and for column 0, by which none follows another. */
export function cellAfter(cells: Cells, cell: number, column: number): number {
  const next = (cells[2 * cell] as number) + column;
  return cells[2 * next + 1] === cell ? next : 0;
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
  #cells: Cells = new Int32Array(1 << 15);
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
    while (!this.#isFree(this.#free)) this.#free++;
    let base = Math.max(0, this.#free - (column[first] as number));
    while (!this.#hasRoom(base, first)) base++;
    for (let next = first; next !== 0; next = beside[next] as number) {
      const taken = base + (column[next] as number);
      this.#cells[2 * taken + 1] = cell;
      this.cellOf[next] = taken;
    }
    this.#cells[2 * cell] = base;
    this.#size = Math.max(this.#size, base + this.#width);
    this.#makeRoom();
  }

  /** All that were placed. */
  cells(): Cells {
    return this.#cells.slice(0, 2 * (this.#size + this.#width));
  }

  #hasRoom(base: number, first: number): boolean {
    const { beside, column } = this.#tree;
    for (let next = first; next !== 0; next = beside[next] as number) {
      const cell = base + (column[next] as number);
      if (cell <= ROOT || !this.#isFree(cell)) return false;
    }
    return true;
  }

  #isFree(cell: number): boolean {
    return this.#cells[2 * cell + 1] === 0;
  }

  /** As much as what follows a node may take behind all others. */
  #makeRoom(): void {
    const least = 2 * (this.#size + 2 * this.#width);
    if (least <= this.#cells.length) return;
    const wide = new Int32Array(2 * least);
    wide.set(this.#cells);
    this.#cells = wide;
  }
}

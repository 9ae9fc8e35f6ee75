import { PAGE, readCell, type StoredRow } from './cell.ts';
import type { DatabaseFile } from './database-file.ts';

/** What walking a table's b-tree yields. */
export type TableStep =
  | { readonly type: 'row'; readonly row: StoredRow }
  /** A page, or a cell of it, that could not be read. */
  | { readonly type: 'gap' };

const FIRST_PAGE_HEADER = 100;

/**
 * The rows of a b-tree (SQLite file format §1.6), a table's or an index's, in the order of its keys. Each page is visited once, whatever its pointers
 * say.
 * @param visited Pages that were visited; those that are walked are added.
 */
export function* walkTable(file: DatabaseFile, root: number, visited: Set<number>): Generator<TableStep> {
  const pending: (number | StoredRow)[] = [root];
  while (pending.length > 0) {
    const next = pending.pop();
    if (next === undefined) return;
    if (typeof next !== 'number') {
      yield { type: 'row', row: next };
      continue;
    }
    if (next < 1 || next > file.pages || visited.has(next)) {
      yield { type: 'gap' };
      continue;
    }
    visited.add(next);
    const { steps, isWhole } = readPage(file, next);
    if (!isWhole) yield { type: 'gap' };
    for (let index = steps.length - 1; index >= 0; index -= 1) pending.push(steps[index] ?? 0);
  }
}

/** Rows of a page and numbers of the pages below it, in order. */
interface PageSteps {
  readonly steps: readonly (number | StoredRow)[];
  readonly isWhole: boolean;
}

function readPage(file: DatabaseFile, number: number): PageSteps {
  const page = file.page(number);
  const at = number === 1 ? FIRST_PAGE_HEADER : 0;
  if (page.length < at + 12) return { steps: [], isWhole: false };
  const kind = page[at] ?? 0;
  const isInterior = kind === PAGE.tableInterior || kind === PAGE.indexInterior;
  if (!isInterior && kind !== PAGE.tableLeaf && kind !== PAGE.indexLeaf) return { steps: [], isWhole: false };
  const steps: (number | StoredRow)[] = [];
  const count = page.readUInt16BE(at + 3);
  const pointers = at + (isInterior ? 12 : 8);
  let isWhole = pointers + 2 * count <= page.length;
  for (let index = 0; index < count && pointers + 2 * index + 2 <= page.length; index += 1) {
    const cell = page.readUInt16BE(pointers + 2 * index);
    if (isInterior) steps.push(cell + 4 <= page.length ? page.readUInt32BE(cell) : 0);
    if (kind === PAGE.tableInterior) continue;
    const row = readCell(file, page, kind, cell);
    if (row !== null) steps.push(row);
    isWhole &&= row?.isWhole === true;
  }
  if (isInterior) steps.push(page.readUInt32BE(at + 8));
  return { steps, isWhole };
}

/** The rows that stand in pages which are free again: deleted, and not yet written over. */
export function* walkFreePages(file: DatabaseFile, visited: Set<number>): Generator<StoredRow> {
  for (let trunk = file.firstFreePage; trunk > 0 && trunk <= file.pages && !visited.has(trunk); ) {
    visited.add(trunk);
    const page = file.page(trunk);
    if (page.length < 8) return;
    const count = Math.min(page.readUInt32BE(4), Math.floor(page.length / 4) - 2);
    for (let index = 0; index < count; index += 1) {
      const leaf = page.readUInt32BE(8 + 4 * index);
      if (leaf < 1 || leaf > file.pages || visited.has(leaf)) continue;
      visited.add(leaf);
      if (file.page(leaf)[0] !== PAGE.tableLeaf) continue;
      for (const step of readPage(file, leaf).steps) if (typeof step !== 'number' && step.isWhole) yield step;
    }
    trunk = page.readUInt32BE(0);
  }
}

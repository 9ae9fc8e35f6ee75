import { type Cells, cellAfter, placedCells, ROOT } from './cells.ts';
import { classOf, SPACE } from './characters.ts';
import { ColumnTree } from './column-tree.ts';
import type { Term } from './term.ts';
import { withoutMark } from './word-set.ts';

/** Terms by their units: a step for each unit read, whatever the number of terms. */
export interface TermTrie {
  /** Column of each UTF-16 unit; 0 for units that stand in no term. All white space shares the column of the space. */
  readonly columns: Uint16Array;
  /** Column of white space. */
  readonly space: number;
  /** Column of `*` within a term: there any letters may go on with the word. */
  readonly star: number;
  readonly cells: Cells;
  /** 1 where such a step leads on from a cell. */
  readonly isStem: Uint8Array;
  /** The terms that end at a cell, in the order given; the place of a cell in it is in `endAt`, 0 where none end. */
  readonly ends: readonly (readonly Term[])[];
  readonly endAt: Uint32Array;
}

const SPACE_UNIT = 0x20;
const STAR = 0x2a;

/** `plainly`: letters match with and without their marks. */
export function buildTrie(terms: readonly Term[], plainly = false): TermTrie {
  const { columns, width } = columnsOf(terms, plainly);
  const tree = new ColumnTree(terms.reduce((sum, { text }) => sum + text.length, 1));
  const ends: Term[][] = [[]];
  const endAt = new Map<number, number>();
  for (const term of terms) {
    const node = tree.add(term.text, columns);
    const place = endAt.get(node) ?? ends.push([]) - 1;
    endAt.set(node, place);
    ends[place]?.push(term);
  }
  const { cells, cellOf } = placedCells(tree, width);
  return {
    ...readable(
      columns,
      cells,
      [...endAt].map(([node, place]) => [cellOf[node] ?? 0, place]),
    ),
    ends,
  };
}

/** What is read of it, cell by cell. `ends`: of cells, each with its place among the ends. */
function readable(
  columns: Uint16Array,
  cells: Cells,
  ends: readonly (readonly [number, number])[],
): Omit<TermTrie, 'ends'> {
  const star = columns[STAR] ?? 0;
  const isStem = new Uint8Array(cells.length / 2);
  const endAt = new Uint32Array(cells.length / 2);
  for (let cell = ROOT; star !== 0 && cell < isStem.length; cell++)
    if (cellAfter(cells, cell, star) !== 0) isStem[cell] = 1;
  for (const [cell, place] of ends) endAt[cell] = place;
  return { columns, space: columns[SPACE_UNIT] ?? 0, star, cells, isStem, endAt };
}

function columnsOf(
  terms: readonly Term[],
  plainly: boolean,
): { readonly columns: Uint16Array; readonly width: number } {
  const columns = new Uint16Array(0x10000);
  let last = 0;
  for (const { text } of terms) {
    for (let at = 0; at < text.length; at++) {
      const unit = plainly ? plainUnit(text.charCodeAt(at)) : text.charCodeAt(at);
      if (columns[unit] === 0) columns[unit] = ++last;
    }
  }
  if (plainly) for (const unit of MARKED_UNITS) columns[unit] = columns[plainUnit(unit)] ?? 0;
  const space = columns[SPACE_UNIT] ?? 0;
  for (const unit of SPACES) columns[unit] = space;
  return { columns, width: last + 1 };
}

const plainUnit = (unit: number): number => withoutMark(String.fromCharCode(unit)).charCodeAt(0);
const MARKED_UNITS = Array.from({ length: 0x680 }, (_, unit) => unit).filter((unit) => plainUnit(unit) !== unit);

const SPACES = Array.from({ length: 0x10000 }, (_, unit) => unit).filter((unit) => (classOf(unit) & SPACE) !== 0);

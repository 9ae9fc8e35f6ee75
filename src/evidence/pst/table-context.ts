import { isShortfall, type Shortfall } from '../shortfall.ts';
import type { PstTable, RowsLost } from './heap.ts';
import { HeapOnNode, isSubnodeId } from './heap-on-node.ts';
import type { PstNode } from './node.ts';
import { type RowIndex, readRowIndex } from './row-index.ts';
import { damaged, shownNumber } from './shortfall.ts';
import { readShape, type TableShape } from './table-columns.ts';
import { TableRow } from './table-row.ts';

type Row = ReturnType<PstTable['rows']> extends Generator<infer Item> ? Item : never;

/** Opens a table context ([MS-PST] §2.3.4). Rows come by their number; those that the index does not name are no rows. */
export function readTable(node: PstNode): PstTable | Shortfall {
  const heap = HeapOnNode.open(node, 'table');
  if (isShortfall(heap)) return heap;
  const described = heap.allocation(heap.root);
  if (isShortfall(described)) return described;
  const shape = readShape(described);
  if (isShortfall(shape)) return shape;
  const index = readRowIndex(heap, shape.rowIndex);
  return { count: index.ids.length, rows: () => rowsOf(heap, shape, index) };
}

function* rowsOf(heap: HeapOnNode, shape: TableShape, index: RowIndex): Generator<Row> {
  for (const shortfall of index.shortfalls) yield { shortfall, ids: [], count: 0 };
  const { ids, numbers } = index;
  const perFullBlock = Math.floor(fullBlockBytes(heap.node) / shape.rowBytes);
  let next = 0;
  let first = 0;
  for (const block of rowBlocks(heap, shape)) {
    if (next >= ids.length) return;
    const rows = isShortfall(block) ? perFullBlock : Math.floor(block.length / shape.rowBytes);
    const from = next;
    for (; next < ids.length && (numbers[next] as number) < first + rows; next++) {
      if (isShortfall(block)) continue;
      const at = ((numbers[next] as number) - first) * shape.rowBytes;
      yield { id: ids[next] as number, properties: new TableRow(heap, shape, block.subarray(at, at + shape.rowBytes)) };
    }
    if (isShortfall(block) && next > from) yield lostRows(block, ids.subarray(from, next));
    first += rows;
  }
  if (next < ids.length) {
    yield lostRows(
      damaged(`The rows of table ${shownNumber(heap.node.nid)} end before its index does.`),
      ids.subarray(next),
    );
  }
}

function lostRows(shortfall: Shortfall, ids: Uint32Array): RowsLost {
  return { shortfall, ids: [...ids], count: ids.length };
}

function* rowBlocks(heap: HeapOnNode, { rows }: TableShape): Generator<Buffer | Shortfall> {
  if (rows === 0) return;
  if (!isSubnodeId(rows)) {
    yield heap.allocation(rows);
    return;
  }
  const matrix = heap.node.subnode(rows);
  if (matrix === null) yield damaged(`Table ${shownNumber(heap.node.nid)} of the store has lost the node of its rows.`);
  else if (isShortfall(matrix)) yield matrix;
  else yield* matrix.blocks();
}

/** Data bytes of a full block: no row lies across the end of one ([MS-PST] §2.3.4.4). */
function fullBlockBytes({ format }: PstNode): number {
  if (format === 'unicode-4k') return 65_512;
  return format === 'ansi' ? 8180 : 8176;
}

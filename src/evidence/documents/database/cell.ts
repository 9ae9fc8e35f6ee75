import type { DatabaseFile } from './database-file.ts';
import { readVarint } from './varint.ts';

/** A row as it is stored. */
export interface StoredRow {
  /** null in a table without row ids. */
  readonly rowId: number | null;
  readonly payload: Buffer;
  /** Whether all of the payload was found. */
  readonly isWhole: boolean;
}

/** Kinds of b-tree pages (SQLite file format §1.5). */
export const PAGE = { indexInterior: 2, tableInterior: 5, indexLeaf: 10, tableLeaf: 13 } as const;

/**
 * The row of a cell: of a table's leaf, or of an index page, where tables without row ids keep theirs.
 * @param start Where the cell begins in its page.
 * @returns null where no cell can stand there.
 */
export function readCell(file: DatabaseFile, page: Buffer, kind: number, start: number): StoredRow | null {
  const size = readVarint(page, kind === PAGE.indexInterior ? start + 4 : start);
  if (size === null || size.value > file.pages * file.pageBytes) return null;
  if (kind !== PAGE.tableLeaf) return { rowId: null, ...readPayload(file, page, size.end, size.value, true) };
  const rowId = readVarint(page, size.end);
  return rowId && { rowId: rowId.value, ...readPayload(file, page, rowId.end, size.value, false) };
}

function readPayload(
  file: DatabaseFile,
  page: Buffer,
  start: number,
  size: number,
  isIndex: boolean,
): Pick<StoredRow, 'payload' | 'isWhole'> {
  const local = localBytes(file.usableBytes, size, isIndex);
  const chunks = [page.subarray(start, start + local)];
  let held = chunks[0]?.length ?? 0;
  if (local < size && held === local) {
    let next = page.length >= start + local + 4 ? page.readUInt32BE(start + local) : 0;
    // Each overflow page adds to what is held, so that a loop ends with the payload's size.
    while (next > 0 && next <= file.pages && held < size) {
      const overflow = file.page(next);
      if (overflow.length < 4) break;
      const chunk = overflow.subarray(4, Math.min(file.usableBytes, 4 + size - held));
      if (chunk.length === 0) break;
      chunks.push(chunk);
      held += chunk.length;
      next = overflow.readUInt32BE(0);
    }
  }
  return {
    payload: chunks.length === 1 ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks),
    isWhole: held >= size,
  };
}

/** Bytes of a payload that stand in the cell itself (SQLite file format §1.6). */
function localBytes(usable: number, size: number, isIndex: boolean): number {
  const most = isIndex ? Math.floor(((usable - 12) * 64) / 255) - 23 : usable - 35;
  if (size <= most) return size;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((size - least) % (usable - 4));
  return fitting <= most ? fitting : least;
}

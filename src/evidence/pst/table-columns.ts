import type { Shortfall } from '../shortfall.ts';
import { damaged } from './shortfall.ts';

/** A column of a table ([MS-PST] §2.3.4.2). */
export interface TableColumn {
  readonly id: number;
  /** Property type, with the flag for several values. */
  readonly type: number;
  /** Where its cell begins in a row, and the cell's bytes. */
  readonly at: number;
  readonly bytes: number;
  /** Its bit in the row's map of cells that exist. */
  readonly bit: number;
}

/** What a table says of itself ([MS-PST] §2.3.4.1, TCINFO). */
export interface TableShape {
  readonly columns: ReadonlyMap<number, TableColumn>;
  readonly rowBytes: number;
  /** Where the map of cells that exist begins in a row. */
  readonly cellMapAt: number;
  /** Allocation of the tree from row ids to row numbers. */
  readonly rowIndex: number;
  /** Allocation or subnode of the rows; 0 where there are none. */
  readonly rows: number;
}

const TABLE_TYPE = 0x7c;
const HEAD_BYTES = 22;
const COLUMN_BYTES = 8;

/** Every row begins with its id and a version. */
const LEAST_ROW_BYTES = 8;

/** Reads a table's shape; a column that lies outside its row is left out. */
export function readShape(bytes: Buffer): TableShape | Shortfall {
  if (bytes.length < HEAD_BYTES || bytes[0] !== TABLE_TYPE)
    return damaged('A table of the store does not describe itself; it is lost.');
  const cellMapAt = bytes.readUInt16LE(6);
  const rowBytes = bytes.readUInt16LE(8);
  if (rowBytes < LEAST_ROW_BYTES || cellMapAt > rowBytes)
    return damaged('A table of the store has rows of no size; it is lost.');
  const columns = new Map<number, TableColumn>();
  const count = Math.min(bytes[1] as number, Math.floor((bytes.length - HEAD_BYTES) / COLUMN_BYTES));
  for (let at = HEAD_BYTES; at < HEAD_BYTES + count * COLUMN_BYTES; at += COLUMN_BYTES) {
    const column = readColumn(bytes, at);
    if (column.at + column.bytes <= cellMapAt && cellMapAt + (column.bit >>> 3) < rowBytes)
      columns.set(column.id, column);
  }
  return { columns, rowBytes, cellMapAt, rowIndex: bytes.readUInt32LE(10), rows: bytes.readUInt32LE(14) };
}

function readColumn(bytes: Buffer, at: number): TableColumn {
  return {
    type: bytes.readUInt16LE(at),
    id: bytes.readUInt16LE(at + 2),
    at: bytes.readUInt16LE(at + 4),
    bytes: bytes[at + 6] as number,
    bit: bytes[at + 7] as number,
  };
}

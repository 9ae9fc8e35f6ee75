import type { PstFormat } from './layout.ts';
import { PROPERTY_TYPE, textType } from './property.ts';

/** A column of a table ([MS-PST] §2.3.4.2). */
export interface Column {
  readonly id: number;
  readonly type: number;
  /** Place in the row, and bytes there. */
  readonly at: number;
  readonly size: number;
  /** Its bit in the row's map of cells that have a value. */
  readonly bit: number;
  /** Whether the row holds a reference to the value and not the value. */
  readonly isReference: boolean;
}

/** A table's columns by property id, and where its rows' parts end: of 4 and 8 bytes, of 2, of 1, and the map of cells. */
export interface TableShape {
  readonly columns: ReadonlyMap<number, Column>;
  readonly ends: readonly [number, number, number, number];
  readonly bitmap: number;
  readonly rowSize: number;
}

const ROW_ID = 0x67f2;
const ROW_VERSION = 0x67f3;

type Kind = 'integer' | 'long' | 'boolean' | 'text' | 'binary' | 'time' | 'integers';

type ColumnList = readonly (readonly [id: number, kind: Kind])[];

const REPLICATION: ColumnList = [
  [0x0e30, 'integer'],
  [0x0e33, 'long'],
  [0x0e34, 'binary'],
  [0x0e38, 'integer'],
];

const CONTENTS: ColumnList = [
  [0x0017, 'integer'],
  [0x001a, 'text'],
  [0x0036, 'integer'],
  [0x0037, 'text'],
  [0x0039, 'time'],
  [0x0042, 'text'],
  [0x0057, 'boolean'],
  [0x0058, 'boolean'],
  [0x0070, 'text'],
  [0x0071, 'binary'],
  [0x0e03, 'text'],
  [0x0e04, 'text'],
  [0x0e06, 'time'],
  [0x0e07, 'integer'],
  [0x0e08, 'integer'],
  [0x0e17, 'integer'],
  ...REPLICATION,
  [0x0e3c, 'binary'],
  [0x0e3d, 'binary'],
  [0x1097, 'integer'],
  [0x3008, 'time'],
  [0x65c6, 'integer'],
];

/** The columns that each kind of table must have ([MS-PST] §2.4.4.4 to §2.4.6), without those of the row's own id. */
const LISTS = {
  hierarchy: [
    ...REPLICATION,
    [0x3001, 'text'],
    [0x3602, 'integer'],
    [0x3603, 'integer'],
    [0x360a, 'boolean'],
    [0x3613, 'text'],
    [0x6635, 'integer'],
    [0x6636, 'integer'],
  ],
  contents: CONTENTS,
  search: [...CONTENTS, [0x67f1, 'integer']],
  associated: [
    [0x001a, 'text'],
    [0x0e07, 'integer'],
    [0x0e17, 'integer'],
    [0x3001, 'text'],
    [0x6800, 'text'],
    [0x6803, 'boolean'],
    [0x6805, 'integers'],
    [0x682f, 'text'],
    [0x7003, 'integer'],
    [0x7004, 'binary'],
    [0x7005, 'binary'],
    [0x7006, 'text'],
    [0x7007, 'integer'],
  ],
  recipients: [
    [0x0c15, 'integer'],
    [0x0e0f, 'boolean'],
    [0x0ff9, 'binary'],
    [0x0ffe, 'integer'],
    [0x0fff, 'binary'],
    [0x3001, 'text'],
    [0x3002, 'text'],
    [0x3003, 'text'],
    [0x300b, 'binary'],
    [0x3900, 'integer'],
    [0x39fe, 'text'],
    [0x39ff, 'text'],
    [0x3a40, 'boolean'],
  ],
  attachments: [
    [0x0e20, 'integer'],
    [0x3704, 'text'],
    [0x3705, 'integer'],
    [0x370b, 'integer'],
  ],
} satisfies Record<string, ColumnList>;

/** The tables that a store has ([MS-PST] §2.4.4 to §2.4.6). */
export type TableKind = keyof typeof LISTS;

/** The shape of a kind of table: row id and version first, then cells from the widest to the narrowest. */
export function tableShape(kind: TableKind, format: PstFormat): TableShape {
  const list: ColumnList = [[ROW_ID, 'integer'], [ROW_VERSION, 'integer'], ...LISTS[kind]];
  const cells = list.map(([id, name], bit) => ({ id, bit, ...formOf(name, format) }));
  const ofSize = (sizes: readonly number[]) => cells.filter(({ size }) => sizes.includes(size));
  const columns = new Map<number, Column>();
  let at = 0;
  const ends = [[4, 8], [2], [1]].map((sizes) => {
    for (const cell of ofSize(sizes)) {
      columns.set(cell.id, { ...cell, at });
      at += cell.size;
    }
    return at;
  }) as [number, number, number];
  const rowSize = at + Math.ceil(cells.length / 8);
  return { columns, ends: [...ends, rowSize], bitmap: at, rowSize };
}

function formOf(kind: Kind, format: PstFormat): Pick<Column, 'type' | 'size' | 'isReference'> {
  switch (kind) {
    case 'integer':
      return { type: PROPERTY_TYPE.integer32, size: 4, isReference: false };
    case 'long':
      return { type: PROPERTY_TYPE.integer64, size: 8, isReference: false };
    case 'boolean':
      return { type: PROPERTY_TYPE.boolean, size: 1, isReference: false };
    case 'time':
      return { type: PROPERTY_TYPE.time, size: 8, isReference: false };
    case 'text':
      return { type: textType(format), size: 4, isReference: true };
    case 'binary':
      return { type: PROPERTY_TYPE.binary, size: 4, isReference: true };
    case 'integers':
      return { type: PROPERTY_TYPE.manyInteger32, size: 4, isReference: true };
  }
}

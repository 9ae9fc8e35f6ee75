import { describe, expect, it } from 'vitest';
import type { PstNode } from '../../src/evidence/pst/node.ts';
import { type PstProperties, readProperties } from '../../src/evidence/pst/property-context.ts';
import { readTable } from '../../src/evidence/pst/table-context.ts';
import { heapBlock, heapId, nodeOf, propertyRecord, treeHeader } from './pst-node-fixture.ts';

const PROPERTIES = 0xbc;
const TABLE = 0x7c;
const LOST = { reason: 'damaged', detail: 'The block is lost.' } as const;

function propertyNode(
  records: readonly Buffer[],
  values: readonly Buffer[] = [],
  subnodes: readonly PstNode[] = [],
): PstNode {
  const tree = treeHeader(2, 6, 0, heapId(2));
  return nodeOf(
    [heapBlock([tree, Buffer.concat(records), ...values], { type: PROPERTIES, root: heapId(1) })],
    subnodes,
  );
}

function opened(node: PstNode): PstProperties {
  const read = readProperties(node);
  if ('reason' in read) throw new Error(read.detail);
  return read;
}

function valuesOf(node: PstNode, id: number): readonly string[] | string {
  const values = opened(node).properties.get(id)?.values() ?? [];
  return 'reason' in values ? values.reason : values.map((value) => Buffer.from(value).toString('hex'));
}

describe('a property context', () => {
  it.each([
    ['an integer in its record', 0x0003, 0x01020304, [], ['04030201']],
    ['a short integer', 0x0002, 0x0102, [], ['0201']],
    ['true, in two bytes', 0x000b, 0x01, [], ['0100']],
    ['false though the bytes behind it are not clear', 0x000b, 0xab00, [], ['0000']],
    ['a time in the heap', 0x0040, heapId(3), [Buffer.from('0102030405060708', 'hex')], ['0102030405060708']],
    ['text without its terminator', 0x001f, heapId(3), [Buffer.from('a\0', 'utf16le')], ['6100']],
    ['empty text', 0x001f, 0, [], ['']],
    ['narrow text', 0x001e, heapId(3), [Buffer.from('ab\0')], ['6162']],
    ['several integers', 0x1003, heapId(3), [Buffer.from('0100000002000000', 'hex')], ['01000000', '02000000']],
    ['several binaries', 0x1102, heapId(3), [Buffer.from('020000000c0000000d000000aabbcc', 'hex')], ['aa', 'bbcc']],
    ['several of none', 0x101f, heapId(3), [Buffer.from('00000000', 'hex')], []],
  ] as const)('%s', (_, type, value, heap, expected) => {
    expect(valuesOf(propertyNode([propertyRecord(0x37, type, value)], heap), 0x37)).toEqual(expected);
  });

  it.each([
    ['a value in an allocation that is not there', 0x0102, heapId(9), []],
    ['a value in a block that is not there', 0x0102, heapId(1, 7), []],
    ['a value in a subnode that is not there', 0x0102, 0x8025, []],
    ['a count beyond the value', 0x101f, heapId(3), [Buffer.from('ffffffff00000000', 'hex')]],
    ['offsets beyond the value', 0x101f, heapId(3), [Buffer.from('010000000000ffff', 'hex')]],
    ['offsets that go back', 0x1102, heapId(3), [Buffer.from('020000000f0000000c000000aabbcc', 'hex')]],
  ] as const)('has lost %s', (_, type, value, heap) => {
    expect(valuesOf(propertyNode([propertyRecord(0x37, type, value)], heap), 0x37)).toBe('damaged');
  });

  it('reads a long value from its subnode', () => {
    const body = nodeOf([Buffer.from('aabb', 'hex'), Buffer.from('cc', 'hex')], [], 0x8025);
    const node = propertyNode([propertyRecord(0x37, 0x0102, 0x8025)], [], [body]);
    expect(valuesOf(node, 0x37)).toEqual(['aabbcc']);
    expect(opened(node).properties.get(0x37)?.size).toBe(3);
  });

  it('says which subnode an attached object is, and has no value for it', () => {
    const reference = Buffer.from('25800000ff000000', 'hex');
    const { properties, objectNode } = opened(propertyNode([propertyRecord(0x3701, 0x000d, heapId(3))], [reference]));
    expect(objectNode(0x3701)).toBe(0x8025);
    expect(objectNode(0x0037)).toBeNull();
    expect(properties.get(0x3701)?.values()).toEqual([]);
  });

  it('reads what the leaves still have of a tree that has lost one', () => {
    const branch = Buffer.concat([
      Buffer.from('3700', 'hex'),
      le(heapId(3)),
      Buffer.from('3800', 'hex'),
      le(heapId(1, 1)),
    ]);
    const first = heapBlock([treeHeader(2, 6, 1, heapId(2)), branch, propertyRecord(0x37, 3, 5)], {
      type: PROPERTIES,
      root: heapId(1),
    });
    const { properties, shortfalls } = opened(nodeOf([first, LOST]));
    expect([...properties.keys()]).toEqual([0x37]);
    expect(shortfalls).toEqual([LOST]);
  });

  it('ends where a tree goes in circles', () => {
    const branch = Buffer.concat(
      Array.from({ length: 100 }, () => Buffer.concat([Buffer.from('3700', 'hex'), le(heapId(2))])),
    );
    const first = heapBlock([treeHeader(2, 6, 8, heapId(2)), branch], { type: PROPERTIES, root: heapId(1) });
    expect(opened(nodeOf([first])).shortfalls.map(({ reason }) => reason)).toEqual(['over-budget']);
  });

  it.each([
    ['a table', nodeOf([heapBlock([], { type: TABLE, root: heapId(1) })])],
    ['no heap', nodeOf([Buffer.from('no heap at all')])],
    ['too short', nodeOf([Buffer.alloc(3)])],
    ['no data', nodeOf([])],
    ['a lost block', nodeOf([LOST])],
    ['a root that is not there', nodeOf([heapBlock([], { type: PROPERTIES, root: heapId(4) })])],
  ])('is none: %s', (_, node) => {
    expect(readProperties(node)).toMatchObject({ reason: 'damaged' });
  });
});

const ROW_BYTES = 16;

/** A table of an id, a version, an integer and a boolean. */
function tableNode(
  rows: readonly number[],
  matrix: number,
  more: readonly Buffer[] = [],
  subnodes: readonly PstNode[] = [],
): PstNode {
  const info = Buffer.alloc(22 + 8 * 2);
  info[0] = 0x7c;
  info[1] = 2;
  for (const [at, end] of [
    [2, 12],
    [4, 12],
    [6, 13],
    [8, ROW_BYTES],
  ] as const)
    info.writeUInt16LE(end, at);
  info.writeUInt32LE(heapId(2), 10);
  info.writeUInt32LE(matrix, 14);
  column(0x0e07, 0x0003, 8, 4, 0).copy(info, 22);
  column(0x0e1b, 0x000b, 12, 1, 1).copy(info, 30);
  const index = Buffer.concat(rows.map((id, number) => Buffer.concat([le(id), le(number)])));
  const tree = treeHeader(4, 4, 0, index.length === 0 ? 0 : heapId(3));
  return nodeOf([heapBlock([info, tree, index, ...more], { type: TABLE, root: heapId(1) })], subnodes);
}

function column(id: number, type: number, at: number, bytes: number, bit: number): Buffer {
  const described = Buffer.alloc(8);
  described.writeUInt16LE(type, 0);
  described.writeUInt16LE(id, 2);
  described.writeUInt16LE(at, 4);
  described[6] = bytes;
  described[7] = bit;
  return described;
}

function rowOf(id: number, value: number, cells = 0xc0): Buffer {
  return Buffer.concat([le(id), le(1), le(value), Buffer.from([1, cells, 0, 0])]);
}

function le(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function rowsRead(node: PstNode): unknown[] {
  const table = readTable(node);
  if ('reason' in table) throw new Error(table.detail);
  return [...table.rows()].map((row) => {
    if ('shortfall' in row) return { lost: row.ids, count: row.count };
    const values = row.properties.get(0x0e07)?.values() ?? [];
    return {
      id: row.id,
      cells: row.properties.size,
      value: 'reason' in values ? null : values.map((value) => value[0]),
    };
  });
}

describe('a table context', () => {
  it('reads rows in its heap', () => {
    const rows = Buffer.concat([rowOf(0x24, 7), rowOf(0x44, 8, 0x40)]);
    expect(rowsRead(tableNode([0x24, 0x44], heapId(4), [rows]))).toEqual([
      { id: 0x24, cells: 2, value: [7] },
      { id: 0x44, cells: 1, value: [] },
    ]);
  });

  it('reads rows in a subnode: none lies across the end of a block, and a lost block takes only its own', () => {
    const perBlock = 8176 / ROW_BYTES;
    const ids = Array.from({ length: perBlock + 3 }, (_, number) => 0x24 + 32 * number);
    const full = Buffer.concat(ids.slice(0, perBlock).map((id) => rowOf(id, 1)));
    const rest = Buffer.concat(ids.slice(perBlock).map((id) => rowOf(id, 2)));
    const whole = tableNode(ids, 0x8025, [], [nodeOf([full, rest], [], 0x8025)]);
    expect(rowsRead(whole)).toHaveLength(perBlock + 3);
    const torn = tableNode(ids, 0x8025, [], [nodeOf([LOST, rest], [], 0x8025)]);
    expect(rowsRead(torn)).toEqual([
      { lost: ids.slice(0, perBlock), count: perBlock },
      ...ids.slice(perBlock).map((id) => ({ id, cells: 2, value: [2] })),
    ]);
  });

  it('has rows that its index names and its data does not hold as lost', () => {
    expect(rowsRead(tableNode([0x24, 0x44], heapId(4), [rowOf(0x24, 7)]))).toEqual([
      { id: 0x24, cells: 2, value: [7] },
      { lost: [0x44], count: 1 },
    ]);
    expect(rowsRead(tableNode([0x24], 0x8025))).toEqual([{ lost: [0x24], count: 1 }]);
  });

  it('is none of rows without a size', () => {
    const info = Buffer.alloc(22);
    info[0] = 0x7c;
    expect(readTable(nodeOf([heapBlock([info], { type: TABLE, root: heapId(1) })]))).toMatchObject({
      reason: 'damaged',
    });
  });

  it('has no rows where its index is empty', () => {
    expect(rowsRead(tableNode([], 0))).toEqual([]);
  });
});

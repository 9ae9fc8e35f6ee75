/** A reader of a PST's lower structures that shares nothing with the writer: what does not hold is told in a sentence ([MS-PST] §2.2.2). */

const PAGE = 512;
const FIRST_MAP = 0x4400;
const REGION = 496 * 8 * 64;

export interface PstStructure {
  readonly wrong: readonly string[];
  /** Node ids and parents, ascending. */
  readonly nodes: readonly {
    readonly nid: number;
    readonly parent: number;
    readonly data: number;
    readonly subnodes: number;
  }[];
  readonly blocks: readonly { readonly id: number; readonly offset: number; readonly length: number }[];
  readonly levels: { readonly nodes: number; readonly blocks: number };
  /** Whether a byte is in use by its allocation map. */
  readonly isAllocated: (offset: number) => boolean;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc(bytes: Buffer): number {
  let value = 0;
  for (const byte of bytes) value = (value >>> 8) ^ (TABLE[(value ^ byte) & 0xff] as number);
  return value >>> 0;
}

const signature = (offset: number, id: number): number => {
  const mixed = BigInt.asUintN(32, BigInt(offset) ^ BigInt(id));
  return Number((mixed >> 16n) ^ (mixed & 0xffffn));
};

/** Walks both indexes and checks every page and block on the way. */
export function pstStructure(file: Buffer): PstStructure {
  const wrong: string[] = [];
  const wide = file.readUInt16LE(10) >= 23;
  const word = wide ? 8 : 4;
  const trailer = wide ? 16 : 12;
  const read = (at: number): number => (wide ? Number(file.readBigUInt64LE(at)) : file.readUInt32LE(at));
  const expect = (holds: boolean, what: string) => {
    if (!holds && wrong.length < 20) wrong.push(what);
  };
  const crcAt = (end: number) => file.readUInt32LE(end - trailer + (wide ? 4 : 8));
  const idAt = (end: number) => read(end - trailer + (wide ? 8 : 4));

  const checkPage = (offset: number, type: number, id: number, isMap: boolean) => {
    const end = offset + PAGE;
    const name = `page ${type.toString(16)} at ${offset}`;
    expect(file[end - trailer] === type && file[end - trailer + 1] === type, `${name}: type`);
    expect(crcAt(end) === crc(file.subarray(offset, end - trailer)), `${name}: CRC`);
    expect(idAt(end) === id, `${name}: id`);
    expect(file.readUInt16LE(end - trailer + 2) === (isMap ? 0 : signature(offset, id)), `${name}: signature`);
  };

  const root = wide ? 184 : 168;
  const end = read(root);
  expect(file.readUInt32LE(4) === crc(file.subarray(8, 479)), 'header: partial CRC');
  if (wide) expect(file.readUInt32LE(524) === crc(file.subarray(8, 524)), 'header: full CRC');
  expect(file.length === end, 'header: length of the file');
  expect(read(root + word) === end - REGION, 'header: last allocation map');
  const isAllocated = (offset: number): boolean => {
    const start = FIRST_MAP + Math.floor((offset - FIRST_MAP) / REGION) * REGION;
    const slot = (offset - start) / 64;
    return ((file[start + (wide ? 0 : 4) + (slot >>> 3)] as number) & (0x80 >>> (slot & 7))) !== 0;
  };
  let free = 0;
  for (let start = FIRST_MAP, index = 0; start < end; start += REGION, index++) {
    checkPage(start, 0x84, start, true);
    if (index % 8 === 0) checkPage(start + PAGE, 0x83, start + PAGE, true);
    if (index >= 128 && (index - 128) % 496 === 0) checkPage(start + 2 * PAGE, 0x82, start + 2 * PAGE, true);
    for (let at = start; at < start + REGION; at += 64) if (!isAllocated(at)) free += 64;
  }
  expect(read(root + 2 * word) === free, 'header: free bytes');

  const used = new Set<number>();
  const take = (offset: number, length: number, name: string) => {
    for (let at = offset; at < offset + length; at += 64) {
      expect(isAllocated(at), `${name}: not allocated`);
      expect(!used.has(at), `${name}: overlaps`);
      used.add(at);
    }
  };

  const walk = (type: number, id: number, offset: number, entrySize: number, leaf: (at: number) => void): number => {
    checkPage(offset, type, id, false);
    take(offset, PAGE, `page at ${offset}`);
    const [count = 0, most = 0, size = 0, level = 0] = file.subarray(offset + PAGE - trailer - (wide ? 8 : 4));
    expect(count > 0 && count <= most, `page at ${offset}: count`);
    expect(size === (level === 0 ? entrySize : 3 * word), `page at ${offset}: size of entries`);
    for (let entry = 0; entry < count; entry++) {
      const at = offset + entry * size;
      if (level === 0) leaf(at);
      else {
        const below = walk(type, read(at + word), read(at + 2 * word), entrySize, leaf);
        expect(below === level - 1, `page at ${offset}: level below`);
        expect(read(read(at + 2 * word)) === read(at), `page at ${offset}: key below`);
      }
    }
    return level;
  };

  const blocks: { id: number; offset: number; length: number }[] = [];
  const blockLevels = walk(0x80, read(root + 6 * word), read(root + 7 * word), wide ? 24 : 12, (at) => {
    blocks.push({ id: read(at), offset: read(at + word), length: file.readUInt16LE(at + 2 * word) });
  });
  const nodes: { nid: number; parent: number; data: number; subnodes: number }[] = [];
  const nodeLevels = walk(0x81, read(root + 4 * word), read(root + 5 * word), 4 * word, (at) => {
    nodes.push({
      nid: read(at),
      data: read(at + word),
      subnodes: read(at + 2 * word),
      parent: file.readUInt32LE(at + 3 * word),
    });
  });
  expect(
    blocks.every(({ id }, index) => index === 0 || id > (blocks[index - 1]?.id ?? 0)),
    'block index: order',
  );
  expect(
    nodes.every(({ nid }, index) => index === 0 || nid > (nodes[index - 1]?.nid ?? 0)),
    'node index: order',
  );

  for (const { id, offset, length } of blocks) {
    const size = Math.ceil((length + trailer) / 64) * 64;
    const name = `block ${id} at ${offset}`;
    take(offset, size, name);
    expect(offset % 64 === 0 && size <= 8192, `${name}: place or size`);
    expect(file.readUInt16LE(offset + size - trailer) === length, `${name}: length`);
    expect(file.readUInt16LE(offset + size - trailer + 2) === signature(offset, id), `${name}: signature`);
    expect(crcAt(offset + size) === crc(file.subarray(offset, offset + length)), `${name}: CRC`);
    expect(idAt(offset + size) === id, `${name}: id`);
  }
  const known = new Set(blocks.map(({ id }) => id));
  for (const { nid, data, subnodes } of nodes) {
    for (const id of [data, subnodes])
      expect(id === 0 || known.has(id), `node ${nid.toString(16)}: block ${id} is not indexed`);
  }
  return { wrong, nodes, blocks, levels: { nodes: nodeLevels, blocks: blockLevels }, isAllocated };
}

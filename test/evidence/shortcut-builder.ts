/** What a shortcut of a test says. */
interface Shortcut {
  readonly path?: string;
  readonly share?: string;
  readonly arguments?: string;
  readonly folder?: string;
  readonly description?: string;
  readonly environment?: string;
  readonly computer?: string;
  readonly isNarrow?: boolean;
  readonly folders?: readonly string[];
}

const u16 = (value: number) => Buffer.from([value & 255, value >> 8]);
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const wide = (text: string) => Buffer.from(text, 'utf16le');
const padded = (bytes: Buffer, length: number) => Buffer.concat([bytes, Buffer.alloc(length - bytes.length)]);

/** A Windows shortcut by the book ([MS-SHLLINK]). */
export function shortcut(said: Shortcut): Buffer {
  const texts = [
    [0x4, said.description],
    [0x10, said.folder],
    [0x20, said.arguments],
  ] as const;
  const held = texts.flatMap(([flag, text]) => (text === undefined ? [] : [{ flag, text }]));
  const hasInfo = said.path !== undefined || said.share !== undefined;
  const flags = held.reduce((sum, { flag }) => sum | flag, hasInfo ? 0x2 : 0) | (said.isNarrow ? 0 : 0x80);
  const header = padded(Buffer.concat([u32(0x4c), Buffer.from('0114020000000000c000000000000046', 'hex')]), 0x4c);
  header.writeUInt32LE(flags | (said.folders === undefined ? 0 : 1), 0x14);
  header.writeBigUInt64LE(133_500_000_000_000_000n, 0x2c);
  return Buffer.concat([
    header,
    ...(said.folders === undefined ? [] : [itemList(said.folders)]),
    ...(hasInfo ? [linkInfo(said)] : []),
    ...held.flatMap(({ text }) => [u16(text.length), said.isNarrow ? Buffer.from(text, 'latin1') : wide(text)]),
    ...(said.environment === undefined ? [] : [environment(said.environment)]),
    ...(said.computer === undefined ? [] : [tracker(said.computer)]),
    u32(0),
  ]);
}

/** The computer, a drive, and folders with their long names. */
function itemList(folders: readonly string[]): Buffer {
  const item = (data: Buffer) => Buffer.concat([u16(data.length + 2), data]);
  const long = (name: string) => {
    const extension = Buffer.concat([
      u16(9),
      Buffer.from([4, 0, 0xef, 0xbe]),
      Buffer.alloc(8 + 2 + 18 + 2 + 4 + 4),
      wide(`${name}\0`),
      u16(0x14),
    ]);
    return Buffer.concat([
      padded(Buffer.from([0x31]), 12),
      Buffer.from('SHORT~1\0'),
      u16(extension.length + 2),
      extension,
    ]);
  };
  const items = [
    Buffer.concat([Buffer.from([0x1f, 0x50]), Buffer.alloc(16, 7)]),
    padded(Buffer.from('/C:\\\0'), 23),
    ...folders.map(long),
  ];
  const list = Buffer.concat([...items.map(item), u16(0)]);
  return Buffer.concat([u16(list.length), list]);
}

function linkInfo({ path, share }: Shortcut): Buffer {
  const volume = Buffer.concat([u32(0x10 + 5), u32(3), u32(0x1234), u32(0x10), Buffer.from('Disk\0')]);
  const base = Buffer.from(`${path ?? ''}\0`, 'latin1');
  const network = Buffer.concat([
    u32(0x14 + (share?.length ?? 0) + 1),
    u32(0),
    u32(0x14),
    u32(0),
    u32(0x20000),
    Buffer.from(`${share ?? ''}\0`, 'latin1'),
  ]);
  const start = 0x1c;
  const [volumeAt, baseAt] = [start, start + volume.length];
  const networkAt = baseAt + base.length;
  const suffixAt = networkAt + network.length;
  const size = suffixAt + 1;
  const flags = (path === undefined ? 0 : 1) | (share === undefined ? 0 : 2);
  const head = [size, start, flags, volumeAt, baseAt, networkAt, suffixAt].map(u32);
  return Buffer.concat([...head, volume, base, network, Buffer.from([0])]);
}

const environment = (text: string) =>
  Buffer.concat([u32(0x314), u32(0xa0000001), padded(Buffer.from(text, 'latin1'), 260), padded(wide(text), 520)]);

const tracker = (computer: string) =>
  Buffer.concat([
    u32(0x60),
    u32(0xa0000003),
    u32(0x58),
    u32(0),
    padded(Buffer.from(computer), 16),
    Buffer.alloc(58, 5),
    Buffer.from('00155d010203'.slice(0, 12), 'hex'),
  ]);

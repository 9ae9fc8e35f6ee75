/** One member as it is to be written; what is given here stands in its header, right or wrong. */
export interface TarFixture {
  readonly name: string;
  readonly data?: Uint8Array | string;
  /** Type flag; '0', a file, unless given. */
  readonly type?: string;
  /** The size field's 12 bytes instead of the size in octal. */
  readonly sizeField?: Uint8Array;
  readonly link?: string;
  readonly prefix?: string;
  /** 'old': as before POSIX, without a magic. */
  readonly form?: 'ustar' | 'gnu' | 'old';
}

const BLOCK = 512;
const MAGIC = { ustar: 'ustar\u000000', gnu: 'ustar  \0', old: '' } as const;

/** Writes a tar as told, so that hostile ones can be made, with an end mark of two blocks. */
export function writeTar(members: readonly TarFixture[]): Buffer {
  return Buffer.concat([...members.map(tarMember), Buffer.alloc(2 * BLOCK)]);
}

/** One member: header and padded data. */
export function tarMember(member: TarFixture): Buffer {
  const data = Buffer.from(member.data ?? '');
  const header = Buffer.alloc(BLOCK);
  header.write(member.name, 0, 100);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${data.length.toString(8).padStart(11, '0')}\0`, 124);
  if (member.sizeField !== undefined) header.set(member.sizeField, 124);
  header.write('00000000000\0', 136);
  header.write(member.type ?? '0', 156);
  header.write(member.link ?? '', 157, 100);
  header.write(MAGIC[member.form ?? 'ustar'], 257, 'latin1');
  header.write(member.prefix ?? '', 345, 155);
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, data, Buffer.alloc((BLOCK - (data.length % BLOCK)) % BLOCK)]);
}

/** The data of an extended header (POSIX pax). */
export function paxRecords(records: Readonly<Record<string, string>>): string {
  return Object.entries(records)
    .map(([key, value]) => {
      const rest = Buffer.byteLength(` ${key}=${value}\n`);
      let length = rest + 1;
      while (String(length).length + rest !== length) length += 1;
      return `${length} ${key}=${value}\n`;
    })
    .join('');
}

/** A number in a header's size field as GNU writes what octal cannot. */
export function binarySize(size: bigint): Buffer {
  const field = Buffer.alloc(12);
  field.writeBigUInt64BE(size, 4);
  field[0] = 0x80;
  return field;
}

import { crc32, deflateRawSync } from 'node:zlib';

/** One entry as it is to be written; what is given here stands in its headers, right or wrong. */
export interface FixtureEntry {
  readonly name: string;
  readonly data: Uint8Array | string;
  readonly method?: number;
  /** What stands there instead of the data compressed. */
  readonly packed?: Uint8Array;
  readonly flags?: number;
  /** Where the directory says the entry begins, instead of where it does. */
  readonly headerOffset?: number;
  /** Name bytes instead of the name in UTF-8. */
  readonly nameBytes?: Uint8Array;
}

/** Writes a zip (APPNOTE.TXT 4.3) as told, so that hostile ones can be made. */
export function writeZip(entries: readonly FixtureEntry[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const plain = Buffer.from(entry.data);
    const method = entry.method ?? 8;
    const data = entry.packed ?? (method === 8 ? deflateRawSync(plain) : plain);
    const name = Buffer.from(entry.nameBytes ?? Buffer.from(entry.name));
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(entry.flags ?? 0, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(plain.length, 18);
    common.writeUInt16LE(name.length, 22);
    const header = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(entry.headerOffset ?? offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, name]));
    local.push(header);
    offset += header.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06'), end]);
}

import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipMember {
  readonly name: string;
  readonly bytes: Buffer;
}

/** 1 December 2023, noon, in MS-DOS form (APPNOTE 4.4.6). */
const DOS_DATE = ((2023 - 1980) << 9) | (12 << 5) | 1;
const DOS_TIME = 12 << 11;

/** Fields that the local header and the central directory share (APPNOTE 4.3.7, 4.3.12). */
function sharedFields(member: ZipMember, packed: Buffer): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x0800, 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt16LE(DOS_TIME, 6);
  fields.writeUInt16LE(DOS_DATE, 8);
  fields.writeUInt32LE(crc32(member.bytes), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(member.bytes.length, 18);
  fields.writeUInt16LE(Buffer.byteLength(member.name), 22);
  return fields;
}

function centralRecord(shared: Buffer, name: Buffer, offset: number): Buffer {
  const record = Buffer.alloc(46);
  record.write('PK\x01\x02', 0, 'latin1');
  record.writeUInt16LE(20, 4);
  shared.copy(record, 6);
  record.writeUInt32LE(offset, 42);
  return Buffer.concat([record, name]);
}

function endRecord(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return end;
}

/** A deflated zip with fixed times, so that the same members give the same bytes. */
export function zipArchive(members: readonly ZipMember[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const packed = deflateRawSync(member.bytes);
    const shared = sharedFields(member, packed);
    const name = Buffer.from(member.name);
    const entry = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, name, packed]);
    central.push(centralRecord(shared, name, offset));
    local.push(entry);
    offset += entry.length;
  }
  const directory = Buffer.concat(central);
  return Buffer.concat([...local, directory, endRecord(members.length, directory.length, offset)]);
}

import type { Tree } from './compound-builder.ts';
import { numbers } from './word-builder.ts';

/** Bytes as a compressed container of a VBA project ([MS-OVBA] §2.4.1) that copies nothing. */
export function literalContainer(bytes: Buffer): Buffer {
  const chunks: Buffer[] = [Buffer.from([1])];
  for (let from = 0; from < bytes.length; from += 4096) {
    const chunk = bytes.subarray(from, from + 4096);
    const tokens: Buffer[] = [];
    for (let at = 0; at < chunk.length; at += 8) tokens.push(Buffer.from([0]), chunk.subarray(at, at + 8));
    // A chunk of letters alone would be longer than its length can say: it is then stored as it is.
    const data = chunk.length === 4096 ? chunk : Buffer.concat(tokens);
    const head = Buffer.alloc(2);
    head.writeUInt16LE((chunk.length === 4096 ? 0x3000 : 0xb000) | (data.length - 1));
    chunks.push(head, data);
  }
  return Buffer.concat(chunks);
}

const record = (id: number, data: Buffer): Buffer => {
  const head = Buffer.alloc(6);
  head.writeUInt16LE(id);
  head.writeUInt32LE(data.length, 2);
  return Buffer.concat([head, data]);
};

/** A VBA project's storage "VBA" with modules by name, their sources in windows-1251. */
export function vbaTree(modules: Readonly<Record<string, Buffer>>): Tree {
  const listed = Object.keys(modules).map((name) =>
    Buffer.concat([
      record(0x19, Buffer.from(name)),
      record(0x1a, Buffer.from(name)),
      record(0x31, numbers([3])),
      record(0x21, Buffer.alloc(0)),
      record(0x2b, Buffer.alloc(0)),
    ]),
  );
  const version = Buffer.from([0x09, 0, 4, 0, 0, 0, 1, 2, 3, 4, 5, 6]);
  const dir = Buffer.concat([
    record(0x03, Buffer.from([0xe3, 0x04])),
    version,
    ...listed,
    record(0x10, Buffer.alloc(0)),
  ]);
  const streams = Object.entries(modules).map(
    ([name, source]) => [name, Buffer.concat([Buffer.from('pcd'), literalContainer(source)])] as const,
  );
  return { dir: literalContainer(dir), _VBA_PROJECT: Buffer.from([0xcc, 0x61]), ...Object.fromEntries(streams) };
}

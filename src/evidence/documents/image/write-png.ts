import { crc32, deflateSync } from 'node:zlib';

/** A picture in memory: rows from the top, each of whole bytes; grey (1 bit), red green blue (24), or with alpha (32). */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly bits: 1 | 24 | 32;
  readonly data: Uint8Array | Uint8ClampedArray;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Colour types and bits a sample (PNG, 11.2.2). */
const FORMATS = { 1: [1, 0], 24: [8, 2], 32: [8, 6] } as const;

/** Writes a PNG (W3C PNG, third edition), lightly compressed. */
export function writePng({ width, height, bits, data }: Pixels): Buffer {
  const [depth, colours] = FORMATS[bits];
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colours], 8);
  const stride = Math.ceil((width * bits) / 8);
  const rows = Buffer.alloc((stride + 1) * height);
  for (let row = 0; row < height; row += 1)
    rows.set(data.subarray(row * stride, (row + 1) * stride), row * (stride + 1) + 1);
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([SIGNATURE, ...chunks]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}

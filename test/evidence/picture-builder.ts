import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { crc32, deflateSync } from 'node:zlib';
import { prepareZXingModule, type WriterOptions, writeBarcode } from 'zxing-wasm/writer';

/** A chunk of a PNG with its checksum. */
export function pngChunk(type: string, data: Uint8Array | string): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), Buffer.from(data)]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(named.length - 4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A black PNG, with further chunks after its header; it may claim to be of another size than its pixels are. */
export function pngOf(width: number, height: number, more: readonly Buffer[] = [], rows = height): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0], 8);
  const pixels = deflateSync(Buffer.alloc((width + 1) * rows));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, pngChunk('IHDR', header), ...more, pngChunk('IDAT', pixels), pngChunk('IEND', '')]);
}

/** A PNG of a code. */
export async function codePng(
  contents: string | Uint8Array,
  format: WriterOptions['format'] = 'QRCode',
): Promise<Buffer> {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
  prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(path)).buffer } });
  const { image, error } = await writeBarcode(contents, { ...(format === undefined ? {} : { format }), scale: 4 });
  if (image === null) throw new Error(error);
  return Buffer.from(await image.arrayBuffer());
}

/** A BMP of grey pixels, rows from the top. */
export function bmpOf(width: number, height: number, shadeAt: (x: number, y: number) => number): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const head = Buffer.alloc(54);
  head.write('BM', 'latin1');
  head.writeUInt32LE(54 + stride * height, 2);
  head.writeUInt32LE(54, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(-height, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(24, 28);
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) pixels.fill(shadeAt(x, y), y * stride + x * 3, y * stride + x * 3 + 3);
  return Buffer.concat([head, pixels]);
}

/** A segment of a JPEG. */
export function jpegSegment(marker: number, data: Uint8Array | string): Buffer {
  const bytes = Buffer.from(data);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(bytes.length + 2, 2);
  return Buffer.concat([head, bytes]);
}

/** The first bytes and segments of a JPEG with a frame of some size and no pixels, and its end. */
export function jpegShell(segments: readonly Buffer[], width = 4, height = 4): Buffer {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  const scan = jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0]));
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...segments,
    jpegSegment(0xc0, frame),
    scan,
    Buffer.from([0, 0xff, 0xd9]),
  ]);
}

/** A TIFF, or EXIF, directory of ASCII fields, in the byte order that is asked for. */
export function tiffOf(fields: readonly (readonly [number, string])[], isLittle: boolean): Buffer {
  const file = Buffer.alloc(14 + fields.length * 12 + fields.reduce((sum, [, text]) => sum + text.length + 1, 0));
  const short = (value: number, at: number) =>
    isLittle ? file.writeUInt16LE(value, at) : file.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    isLittle ? file.writeUInt32LE(value, at) : file.writeUInt32BE(value, at);
  file.write(isLittle ? 'II' : 'MM', 'latin1');
  short(42, 2);
  long(8, 4);
  short(fields.length, 8);
  let place = 14 + fields.length * 12;
  fields.forEach(([tag, text], index) => {
    const at = 10 + index * 12;
    short(tag, at);
    short(2, at + 2);
    long(text.length + 1, at + 4);
    if (text.length < 4) file.write(text, at + 8, 'latin1');
    else long(place, at + 8);
    if (text.length >= 4) file.write(text, place, 'latin1');
    place += text.length + 1;
  });
  return file;
}

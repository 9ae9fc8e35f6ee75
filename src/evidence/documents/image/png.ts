import type { PictureFormat } from './picture-format.ts';

/** A chunk of a PNG: its type, and its data where they stand. */
export interface PngChunk {
  readonly type: string;
  readonly data: Buffer;
}

const SIGNATURE_BYTES = 8;
const AROUND_BYTES = 12;
/** Most chunks that are looked at. */
const MOST_CHUNKS = 100_000;
const SAMPLES: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [2, 3],
  [3, 4],
  [4, 2],
  [6, 4],
]);

/** The chunks of a PNG (W3C PNG, third edition, 5.3), up to its end or to what is cut off; without their checksums being checked. */
export function* pngChunks(file: Buffer): Generator<PngChunk> {
  let at = SIGNATURE_BYTES;
  for (let count = 0; count < MOST_CHUNKS && at + SIGNATURE_BYTES <= file.length; count += 1) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    yield { type, data: file.subarray(at + 8, at + 8 + length) };
    if (type === 'IEND') return;
    at += length + AROUND_BYTES;
  }
}

/** null where the header is missing (11.2.1). */
export function pngFormat(file: Buffer): PictureFormat | null {
  if (file.length < 29 || file.toString('latin1', 12, 16) !== 'IHDR') return null;
  const depth = file[24] ?? 8;
  const samples = SAMPLES.get(file[25] ?? 6) ?? 4;
  let last = '';
  for (const { type } of pngChunks(file)) last = type;
  return {
    name: 'PNG',
    width: file.readUInt32BE(16),
    height: file.readUInt32BE(20),
    bytesPerPixel: samples * Math.ceil(depth / 8),
    isWhole: last === 'IEND',
  };
}

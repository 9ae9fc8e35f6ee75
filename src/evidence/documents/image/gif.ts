import type { PictureFormat } from './picture-format.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const COMMENT = 0xfe;
const PLAIN_TEXT = 0x01;
/** Most blocks that are looked at: frames of an animation, comments. */
const MOST_BLOCKS = 100_000;

/** What a GIF says beside its pixels, and whether its end is there (GIF89a, 23 to 27). */
export interface GifBlocks {
  readonly comments: readonly Buffer[];
  readonly isWhole: boolean;
}

/** Walks the blocks of a GIF. */
export function gifBlocks(file: Buffer): GifBlocks {
  const comments: Buffer[] = [];
  let at = 13 + colourBytes(file[10] ?? 0);
  for (let count = 0; count < MOST_BLOCKS && at < file.length; count += 1) {
    const kind = file[at];
    if (kind === TRAILER) return { comments, isWhole: true };
    if (kind !== EXTENSION && kind !== IMAGE) break;
    const start = kind === EXTENSION ? at + 2 : at + 11 + colourBytes(file[at + 9] ?? 0);
    const { data, end } = subBlocks(file, start);
    const isText = kind === EXTENSION && (file[at + 1] === COMMENT || file[at + 1] === PLAIN_TEXT);
    if (isText) comments.push(data());
    at = end;
  }
  return { comments, isWhole: false };
}

/** null where the header is cut off. A picture may be larger than the screen it is laid on, which decides what is decoded. */
export function gifFormat(file: Buffer): PictureFormat | null {
  if (file.length < 13) return null;
  const { isWhole } = gifBlocks(file);
  return { name: 'GIF', width: file.readUInt16LE(6), height: file.readUInt16LE(8), bytesPerPixel: 4, isWhole };
}

function colourBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

/** Where a chain of sub-blocks ends, and what is in it. */
function subBlocks(file: Buffer, start: number): { readonly data: () => Buffer; readonly end: number } {
  const ranges: [number, number][] = [];
  let at = start;
  for (let size = file[at] ?? 0; size > 0; size = file[at] ?? 0) {
    ranges.push([at + 1, at + 1 + size]);
    at += size + 1;
  }
  return { data: () => Buffer.concat(ranges.map(([from, to]) => file.subarray(from, to))), end: at + 1 };
}

import { crc32 } from 'node:zlib';
import { asBuffer } from '../decode/byte-string.ts';

/** A decompressed RTF body. */
export interface DecompressedRtf {
  readonly bytes: Uint8Array;
  /** Whether the data kept its promises: a known kind, the right checksum, the end where it should be. */
  readonly isSound: boolean;
}

const HEADER = 16;
const LZFU = 0x75465a4c;
const MELA = 0x414c454d;
/** What the dictionary holds at the start ([MS-OXRTFCP] §2.1.2.1). */
const DICTIONARY = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbol' +
    'ArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
);
const RING = 0x0fff;
/** A run of eight references, of 17 bytes each, takes 17 bytes. */
const MOST_EXPANSION = 8;

/**
 * Undoes the compression of PidTagRtfCompressed ([MS-OXRTFCP]), as far as the data can be read. RTF that is not compressed at all, against the
 * rule, is returned as it stands.
 * @param limit Bytes it may come to; what follows is not decompressed, and the result counts as sound.
 */
export function decompressRtf(compressed: Uint8Array, limit: number): DecompressedRtf {
  const input = asBuffer(compressed);
  if (input.length < HEADER) return { bytes: input.subarray(0, limit), isSound: false };
  const kind = input.readUInt32LE(8);
  const end = Math.min(input.length, Math.max(HEADER, input.readUInt32LE(0) + 4));
  const content = input.subarray(HEADER, end);
  const rawSize = input.readUInt32LE(4);
  if (kind === MELA) {
    return { bytes: content.subarray(0, Math.min(rawSize, limit)), isSound: content.length >= rawSize };
  }
  if (kind !== LZFU) return { bytes: input.subarray(0, limit), isSound: false };
  const { bytes, isWhole } = expand(content, Math.min(limit, content.length * MOST_EXPANSION), rawSize);
  // A beginning alone, as asked for to look at, is not worth a checksum.
  const isSound = bytes.length === limit || (isWhole && checksum(content) === input.readUInt32LE(12));
  return { bytes, isSound };
}

/** CRC-32 without the usual inversions ([MS-OXRTFCP] §2.1.3.2). */
function checksum(content: Buffer): number {
  return (crc32(content, 0xffffffff) ^ 0xffffffff) >>> 0;
}

/**
 * The dictionary is a ring of 4,096 bytes over what was written last, so that the output itself serves as one: a reference into the ring is a
 * distance back from the end.
 */
function expand(input: Buffer, most: number, expected: number): { bytes: Uint8Array; isWhole: boolean } {
  const limit = DICTIONARY.length + most;
  let output: Buffer = Buffer.allocUnsafe(DICTIONARY.length + Math.min(most, expected + SLACK));
  DICTIONARY.copy(output);
  let written = DICTIONARY.length;
  let at = 0;
  let flags = 1;
  while (at < input.length && written < limit) {
    if (flags === 1) {
      flags = (input[at++] as number) | 0x100;
      continue;
    }
    const isReference = (flags & 1) === 1;
    flags >>= 1;
    if (written + LONGEST > output.length) output = grown(output, limit);
    if (!isReference) {
      output[written++] = input[at++] as number;
      continue;
    }
    if (at + 1 >= input.length) break;
    const reference = ((input[at] as number) << 8) | (input[at + 1] as number);
    at += 2;
    const distance = (written - (reference >> 4)) & RING;
    if (distance === 0) return { bytes: output.subarray(DICTIONARY.length, written), isWhole: true };
    const length = (reference & 0x0f) + 2;
    for (let index = 0; index < length; index++, written++) output[written] = output[written - distance] ?? 0;
  }
  return { bytes: output.subarray(DICTIONARY.length, Math.min(written, limit)), isWhole: false };
}

const LONGEST = 17;
const SLACK = 64;

function grown(output: Buffer, limit: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.min(output.length * 2, limit) + LONGEST);
  output.copy(larger);
  return larger;
}

import { asBuffer } from '../decode/byte-string.ts';
import type { Problem } from '../problem.ts';
import type { Shortfall } from '../shortfall.ts';
import type { TnefAttribute, TnefLevel } from './attribute.ts';

/** The attributes of a TNEF stream, as far as it can be followed. */
export interface TnefStream {
  readonly attributes: readonly TnefAttribute[];
  /** Attributes whose checksum is wrong; they are read all the same. */
  readonly problems: readonly Problem[];
  /** What became of the rest; null where the stream was followed to its end. */
  readonly shortfall: Shortfall | null;
}

/** The four bytes every TNEF stream begins with, 0x223E9F78 ([MS-OXTNEF] §2.1.1), and a key of two bytes that says nothing. */
const SIGNATURE = 0x223e9f78;
const HEADER_BYTES = 6;
/** Level, identifier and length before the data, checksum after it. */
const HEAD_BYTES = 9;
const CHECKSUM_BYTES = 2;
/** More than any message of 32-bit Outlook can have; what is beyond is not held in memory. */
const MOST_ATTRIBUTES = 100_000;

const LEVELS: ReadonlyMap<number, TnefLevel> = new Map([
  [1, 'message'],
  [2, 'attachment'],
]);

/** What to say where a stream cannot be followed further. */
export const REST_DAMAGED: Shortfall = {
  reason: 'damaged',
  detail: 'The winmail.dat data is damaged from here on; what stands before was read. Ask the sender for another copy.',
};
/** What to say where a stream ends too early. */
export const REST_MISSING: Shortfall = {
  reason: 'truncated',
  detail: 'The winmail.dat data is cut short; what there is of it was read. Ask the sender for another copy.',
};
const TOO_MANY_ATTRIBUTES: Shortfall = {
  reason: 'over-budget',
  detail: `The winmail.dat data has more than ${MOST_ATTRIBUTES} attributes and was read up to there; open it by hand.`,
};

/** Whether the bytes begin a TNEF stream. */
export function isTnef(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER_BYTES && asBuffer(bytes).readUInt32LE(0) === SIGNATURE;
}

/** Reads a TNEF stream's attributes in order; bytes that are no such stream have none, and say so. */
export function readAttributes(bytes: Uint8Array): TnefStream {
  const stream = asBuffer(bytes);
  const attributes: TnefAttribute[] = [];
  const problems: Problem[] = [];
  const ended = (shortfall: Shortfall | null): TnefStream => ({ attributes, problems, shortfall });
  if (!isTnef(stream)) return ended(REST_DAMAGED);
  let at = HEADER_BYTES;
  while (at < stream.length) {
    const level = LEVELS.get(stream[at] ?? 0);
    if (level === undefined) return ended(isPadding(stream, at) ? null : REST_DAMAGED);
    if (stream.length - at < HEAD_BYTES) return ended(REST_MISSING);
    if (attributes.length === MOST_ATTRIBUTES) return ended(TOO_MANY_ATTRIBUTES);
    const offset = at + HEAD_BYTES;
    const length = stream.readUInt32LE(at + 5);
    const data = stream.subarray(offset, offset + length);
    attributes.push({ level, id: stream.readUInt32LE(at + 1), data, offset });
    at = offset + length + CHECKSUM_BYTES;
    if (at > stream.length) return ended(data.length < length ? REST_MISSING : null);
    if (checksum(data) !== stream.readUInt16LE(at - CHECKSUM_BYTES)) problems.push({ code: 'wrong-checksum', offset });
  }
  return ended(null);
}

/** The sum of the bytes, modulo 65536 ([MS-OXTNEF] §2.1.3.1). */
function checksum(data: Buffer): number {
  let sum = 0;
  for (const byte of data) sum += byte;
  return sum % 0x10000;
}

/** Zeros and line ends that a transfer added lose nothing. */
function isPadding(stream: Buffer, from: number): boolean {
  return stream.subarray(from).every((byte) => byte === 0 || byte === 0x0a || byte === 0x0d);
}

import { constants, inflateRawSync } from 'node:zlib';

const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const MAX_HEADS = 50;
const HEAD_BYTES = 256 * 1024;

/** Whether a file begins as a zip with something in it does. */
export function isZip(head: Uint8Array): boolean {
  return head.length >= 4 && Buffer.from(head.buffer, head.byteOffset, 4).readUInt32LE(0) === LOCAL;
}

/** The first bytes, unpacked, of those of a zip's members that stand in the zip's first bytes. */
export function* memberHeads(head: Uint8Array): Generator<Uint8Array> {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  let at = 0;
  for (let count = 0; count < MAX_HEADS && at + LOCAL_BYTES <= bytes.length; count++) {
    if (bytes.readUInt32LE(at) !== LOCAL) return;
    const start = at + LOCAL_BYTES + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const packed = bytes.readUInt32LE(at + 18);
    const end = packed === 0 || packed === 0xffffffff ? bytes.length : Math.min(start + packed, bytes.length);
    if (start < end && (bytes.readUInt16LE(at + 6) & 1) === 0) {
      yield unpacked(bytes.subarray(start, end), bytes.readUInt16LE(at + 8));
    }
    // A member written as a stream has its length after it: what follows cannot be found without its end.
    if ((bytes.readUInt16LE(at + 6) & 8) !== 0 && packed === 0) return;
    at = start + packed;
  }
}

function unpacked(packed: Buffer, method: number): Uint8Array {
  if (method === 0) return packed.subarray(0, HEAD_BYTES);
  if (method !== 8) return new Uint8Array();
  for (let length = packed.length; length > 64; length = Math.floor(length / 2)) {
    try {
      const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * HEAD_BYTES };
      return inflateRawSync(packed.subarray(0, length), options).subarray(0, HEAD_BYTES);
    } catch {
      // Damage or a bomb in what was tried: a shorter piece shows enough.
    }
  }
  return new Uint8Array();
}

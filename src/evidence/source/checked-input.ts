import { crc32 } from 'node:zlib';
import type { Shortfall } from '../shortfall.ts';
import { WRONG_CHECKSUM } from '../text/zip/zip-data.ts';
import type { ByteInput } from './byte-input.ts';

/** Bytes whose checksum is known beforehand. */
interface CheckedInput extends ByteInput {
  /** Set once the end was reached; null where the bytes are what they should be. */
  readonly damage: () => Shortfall | null;
}

/** Passes bytes on and compares their CRC-32, at their end, with the one expected. It cannot seek: every byte counts. */
export function checkedInput(input: ByteInput, expected: number): CheckedInput {
  let sum = 0;
  let damage: Shortfall | null = null;
  return {
    read: async (into) => {
      const count = await input.read(into);
      if (count === 0 && sum !== expected) damage = WRONG_CHECKSUM;
      sum = crc32(into.subarray(0, count), sum);
      return count;
    },
    close: () => input.close(),
    damage: () => damage,
  };
}

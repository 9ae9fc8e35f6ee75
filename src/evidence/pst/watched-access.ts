import type { OnBytes } from '../source/byte-input.ts';
import type { RandomAccess } from '../source/random-access.ts';

/** Bytes between two reports. */
const REPORT_BYTES = 256 * 1024;

/** The same bytes; `onBytes` is told how many were read, at most as many as there are. */
export function watchedAccess(access: RandomAccess, onBytes: OnBytes): RandomAccess {
  let total = 0;
  let reported = 0;
  return {
    size: access.size,
    read: (position, length) => {
      const bytes = access.read(position, length);
      total += bytes.length;
      if (total - reported >= REPORT_BYTES) {
        reported = total;
        onBytes(Math.min(total, access.size));
      }
      return bytes;
    },
    fault: () => access.fault(),
    close: () => access.close(),
  };
}

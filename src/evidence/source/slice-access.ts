import type { RandomAccess } from './random-access.ts';

/** A stretch of other bytes, without a copy: it ends where they do at the latest, and closing it leaves them open. */
export function sliceAccess(whole: RandomAccess, start: number, length: number): RandomAccess {
  const size = Math.max(0, Math.min(length, whole.size - start));
  return {
    size,
    read: (position, count) => {
      const from = Math.max(0, position);
      return whole.read(start + from, Math.max(0, Math.min(count, size - from)));
    },
    fault: () => whole.fault(),
    close: () => {},
  };
}

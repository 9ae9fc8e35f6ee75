import { asBuffer } from '../decode/byte-string.ts';
/** Bytes that can be read at any place: a file, a member held in memory, an encrypted spill. Synchronous, as readers of containers jump about. */
export interface RandomAccess {
  /** Bytes in all. */
  readonly size: number;
  /**
   * The bytes from `position`, at most `length` of them; fewer at the end, none beyond it or where the medium fails (which is remembered and told by
   * `fault`). The caller may keep them but not write into them.
   */
  readonly read: (position: number, length: number) => Buffer;
  /** What the medium failed with, the first time; null where every read was sound. */
  readonly fault: () => string | null;
  readonly close: () => void;
}

/** Bytes held in memory. */
export function memoryAccess(bytes: Uint8Array): RandomAccess {
  const held = asBuffer(bytes);
  return {
    size: held.length,
    read: (position, length) => held.subarray(Math.max(0, position), Math.max(0, position) + length),
    fault: () => null,
    close: () => {},
  };
}

import type { Shortfall } from '../shortfall.ts';
import type { ByteInput } from './byte-input.ts';
import type { ByteWindow } from './byte-window.ts';
import type { RandomAccess } from './random-access.ts';
import type { Recognised } from './recognise.ts';

/** Where the bytes of a source, or of a member of an archive, come from. */
export interface Medium {
  /** The bytes in order. */
  readonly input: ByteInput;
  /** Bytes in all; null where only their end will tell. */
  readonly size: number | null;
  /** Opens the bytes at any place, where that costs no copy; null where they come in order alone. @throws the system's error. */
  readonly access: (() => RandomAccess) | null;
  /** What broke the bytes off, known once their end was reached; null where they were whole. */
  readonly damage: () => Shortfall | null;
}

/** A medium whose first bytes have been looked at. */
export interface Opened extends Medium {
  /** From the first byte on. */
  readonly window: ByteWindow;
  readonly recognised: Recognised;
}

/** Bytes at any place read in order; closing the input leaves them open. */
export function accessInput(access: RandomAccess): ByteInput {
  let offset = 0;
  return {
    read: async (into) => {
      const count = access.read(offset, into.length).copy(into);
      offset += count;
      return count;
    },
    seek: (to) => {
      offset = to;
    },
    close: async () => {},
  };
}

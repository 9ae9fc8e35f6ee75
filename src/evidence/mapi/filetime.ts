import { type Instant, instantFromMilliseconds } from '../../core/index.ts';

/** Milliseconds between the epochs of 1601 and 1970. */
const EPOCH = 11_644_473_600_000;
/** Units of 100 ns in a millisecond. */
const UNITS = 10_000;
/** 2^32 units of 100 ns: so many whole milliseconds, and so many units. */
const HIGH_MILLISECONDS = 429_496;
const HIGH_UNITS = 7296;
/** From this year on a time stands for "none" or "no end" ([MS-OXOCAL] §2.2.1.44.1 ends series in 4500). */
const NO_TIME = '4500';

/** A FILETIME ([MS-DTYP] §2.3.3): 100 ns since 1601, UTC. Null for none, for "no end", and for what is no time. */
export function instantOfFiletime(bytes: Uint8Array): Instant | null {
  if (bytes.length < 8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 8);
  const low = view.getUint32(0, true);
  const high = view.getUint32(4, true);
  if (low === 0 && high === 0) return null;
  const since1601 = high * HIGH_MILLISECONDS + Math.floor((high * HIGH_UNITS + low) / UNITS);
  const at = instantFromMilliseconds(since1601 - EPOCH);
  return at === null || at >= NO_TIME ? null : at;
}

/** The eight bytes of a FILETIME. @param milliseconds since 1970, UTC, whole. @returns null for a time before 1601. */
export function filetimeBytes(milliseconds: number): Buffer | null {
  const since1601 = milliseconds + EPOCH;
  if (since1601 < 0) return null;
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(since1601) * BigInt(UNITS));
  return bytes;
}

import type { Shortfall } from '../../../shortfall.ts';
import { u16 } from '../bounded-number.ts';
import { findPassword } from '../locks/find-password.ts';
import { OTHER_LOCK } from '../locks/other-lock.ts';
import { type BlockKeys, readRc4Lock, underBlockKeys } from '../locks/rc4-lock.ts';
import { RECORD } from './records.ts';

/** A workbook's stream without its lock, and which password opened it, by index. */
export interface UnlockedWorkbook {
  readonly stream: Buffer;
  readonly openedBy: number | null;
}

const BLOCK_BYTES = 1024;
const HEADER_BYTES = 4;
const BY_RC4 = 1;
const MODERN_VERSION = 0x0600;
/** Records in clear ([MS-XLS] §2.2.10), and of a sheet's listing the place of the sheet. */
const CLEAR: ReadonlySet<number> = new Set([RECORD.bof, RECORD.filePass, 0x00e1, 0x0138, 0x0194, 0x0195, 0x0196]);
const CLEAR_PLACE_BYTES = 4;

/** Takes the lock from a workbook, where it has one ([MS-XLS] §2.2.10). */
export function unlockWorkbook(stream: Buffer, passwords: readonly string[]): UnlockedWorkbook | Shortfall {
  const lockData = filePass(stream);
  if (lockData === null) return { stream, openedBy: null };
  const isByRc4 = u16(stream, 4) === MODERN_VERSION && u16(lockData, 0) === BY_RC4;
  const lock = isByRc4 ? readRc4Lock(lockData.subarray(2)) : null;
  if (lock === null) return OTHER_LOCK;
  const found = findPassword(lock, passwords);
  return 'reason' in found ? found : { stream: decrypted(stream, found.keys), openedBy: found.openedBy };
}

/** The record that says how the workbook is locked, which stands in its first part. */
function filePass(stream: Buffer): Buffer | null {
  for (let at = 0; at + HEADER_BYTES <= stream.length; ) {
    const type = u16(stream, at);
    const end = at + HEADER_BYTES + u16(stream, at + 2);
    if (type === RECORD.filePass) return stream.subarray(at + HEADER_BYTES, end);
    if (type === RECORD.eof) return null;
    at = end;
  }
  return null;
}

function decrypted(stream: Buffer, keys: BlockKeys): Buffer {
  const whole = underBlockKeys(stream, keys, BLOCK_BYTES);
  for (let at = 0; at + HEADER_BYTES <= stream.length; ) {
    const type = u16(stream, at);
    const end = at + HEADER_BYTES + u16(stream, at + 2);
    const clear = CLEAR.has(type) ? end : at + HEADER_BYTES + (type === RECORD.sheet ? CLEAR_PLACE_BYTES : 0);
    stream.copy(whole, at, at, Math.min(clear, stream.length));
    at = end;
  }
  return whole;
}

import type { Shortfall } from '../../../shortfall.ts';
import { findPassword } from '../locks/find-password.ts';
import { OTHER_LOCK } from '../locks/other-lock.ts';
import { type BlockKeys, readRc4Lock, underBlockKeys } from '../locks/rc4-lock.ts';
import type { FileInformation } from './file-information.ts';
import type { WordStreams } from './write-word.ts';

/** A Word document's streams without their lock, and which password opened it, by index. */
export interface UnlockedWord {
  readonly streams: WordStreams;
  readonly openedBy: number | null;
}

const BLOCK_BYTES = 512;
/** What stands in clear at the beginning of the main stream ([MS-DOC] §2.2.6.2). */
const CLEAR_BYTES = 68;

/** Takes the lock from a Word document, where it has one ([MS-DOC] §2.2.6). */
export function unlockWord(
  { isEncrypted, isObfuscated, key, isModern }: FileInformation,
  streams: WordStreams,
  passwords: readonly string[],
): UnlockedWord | Shortfall {
  if (!isEncrypted) return { streams, openedBy: null };
  const lock = isModern && !isObfuscated ? readRc4Lock(streams.tables.subarray(0, key)) : null;
  if (lock === null) return OTHER_LOCK;
  const found = findPassword(lock, passwords);
  if ('reason' in found) return found;
  const { keys, openedBy } = found;
  return {
    streams: {
      main: withClearBeginning(streams.main, CLEAR_BYTES, keys),
      tables: withClearBeginning(streams.tables, key, keys),
      data: withClearBeginning(streams.data, 0, keys),
    },
    openedBy,
  };
}

function withClearBeginning(stream: Buffer, clear: number, keys: BlockKeys): Buffer {
  const whole = underBlockKeys(stream, keys, BLOCK_BYTES);
  stream.copy(whole, 0, 0, clear);
  return whole;
}

import type { Shortfall } from '../shortfall.ts';
import type { ByteWindow } from './byte-window.ts';
import { memoryAccess, type RandomAccess } from './random-access.ts';
import { type SpillFile, spillFile } from './spill-file.ts';
import { codeOf } from './system-error.ts';

/** Up to so many bytes are held in memory; more go to an encrypted file. */
const MEMORY_BYTES = 16 * 1024 * 1024;

/**
 * Puts all bytes of a window where they can be read at any place: in memory, or in an encrypted file whose key lives in memory only.
 * @param folder where such a file may be; made where it is not there.
 * @returns what the system said where the file could not be written.
 */
export async function spill(window: ByteWindow, folder: string): Promise<RandomAccess | Shortfall> {
  const held = await window.atLeast(MEMORY_BYTES + 1);
  if (held.length <= MEMORY_BYTES) return memoryAccess(held);
  let file: SpillFile | null = null;
  try {
    file = spillFile(folder);
    while ((await window.atLeast(1)).length > 0) {
      file.append(window.bytes);
      window.advance(window.bytes.length);
    }
    return file.access();
  } catch (error) {
    file?.close();
    return notWritten(error);
  }
}

function notWritten(error: unknown): Shortfall {
  return {
    reason: 'over-budget',
    detail: `This has to be put aside on disk to be read, and could not be (${codeOf(error)}); make room or extract it and add it by itself.`,
  };
}

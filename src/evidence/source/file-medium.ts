import type { Shortfall } from '../shortfall.ts';
import { fileInput, type OnBytes } from './byte-input.ts';
import { fileAccess } from './file-access.ts';
import type { Medium } from './medium.ts';
import type { RandomAccess } from './random-access.ts';

/** A file's bytes, in order and at any place. @throws the system's error where it cannot be opened. */
export async function fileMedium(path: string, onBytes: OnBytes): Promise<Medium> {
  const access = fileAccess(path);
  let at = 0;
  let isShortened = false;
  const input = await fileInput(path, (offset) => {
    at = offset;
    onBytes(offset);
  });
  const read = async (into: Buffer) => {
    const count = await input.read(into);
    isShortened ||= count === 0 && at < access.size;
    return count;
  };
  const close = async () => {
    access.close();
    await input.close();
  };
  const lent: RandomAccess = { ...access, close: () => {} };
  const damage = () => (isShortened ? SHORTENED : null);
  return { input: { ...input, read, close }, size: access.size, access: () => lent, damage };
}

const SHORTENED: Shortfall = {
  reason: 'truncated',
  detail:
    'The file became shorter while it was read; what is there now was read. Add it again once nothing writes to it.',
};

/** The same bytes, telling how far into them reading has come. */
export function toldAccess(access: RandomAccess, onBytes: OnBytes): RandomAccess {
  let furthest = 0;
  const read = (position: number, length: number) => {
    const bytes = access.read(position, length);
    if (position + bytes.length > furthest) {
      furthest = position + bytes.length;
      onBytes(furthest);
    }
    return bytes;
  };
  return { ...access, read };
}

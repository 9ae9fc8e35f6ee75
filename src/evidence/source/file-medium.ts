import { fileInput, type OnBytes } from './byte-input.ts';
import { fileAccess } from './file-access.ts';
import type { Medium } from './medium.ts';
import type { RandomAccess } from './random-access.ts';

/** A file's bytes, in order and at any place. @throws the system's error where it cannot be opened. */
export async function fileMedium(path: string, onBytes: OnBytes): Promise<Medium> {
  const access = fileAccess(path);
  const input = await fileInput(path, onBytes);
  const close = async () => {
    access.close();
    await input.close();
  };
  const lent: RandomAccess = { ...access, close: () => {} };
  return { input: { ...input, close }, size: access.size, access: () => lent, damage: () => null };
}

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

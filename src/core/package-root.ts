import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json and packs/, in a checkout and in an installed package alike; an absolute path. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!(existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'packs')))) {
    const parent = dirname(folder);
    if (parent === folder)
      throw new Error('the packs/ folder of this installation is missing; install postbreach again');
    folder = parent;
  }
  return folder;
}

import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Source } from '../source.ts';

/** Whether a file that a load file names is there, beside it or in a folder around it within what was given. Looks at names alone. */
export type Beside = (path: string) => boolean;

/** For where names cannot be looked up: every file is taken to be there. */
export const ANYTHING_BESIDE: Beside = () => true;

/** Names of mail stores: what follows one in a path is inside it. */
const STORE = /^(.*?\.(?:pst|ost|zip|mbox|msg|eml))(?:\/.*)?$/i;

/**
 * The path as names below a folder; null where it has none, or leads out of it. A path into a store (`a.pst\Inbox\Subject`) is the store's.
 * @param path as a load file writes it, with `\` or `/`; attacker-controlled.
 */
export function namesBelow(path: string): readonly string[] | null {
  const inside = path.replaceAll('\\', '/').replace(/^(?:\.?\/)+/, '');
  const names = (STORE.exec(inside)?.[1] ?? inside).split('/').filter((name) => name !== '' && name !== '.');
  const leadsOut = names.some((name) => name === '..' || name.includes('\0') || /^[a-z]:$/i.test(name));
  return names.length === 0 || leadsOut ? null : names;
}

/** Looks among the files that a source was found with: in its own folder, then in those around it up to the path given. */
export function besideSource({ path, relative: shown }: Pick<Source, 'path' | 'relative'>): Beside {
  const own = dirname(path);
  const levels = shown.split('/').length;
  const folders = Array.from({ length: levels }, (_, up) => join(own, ...Array<string>(up).fill('..')));
  return (wanted) => {
    const names = namesBelow(wanted);
    return names !== null && folders.some((folder) => isBelow(folder, join(folder, ...names)));
  };
}

function isBelow(folder: string, path: string): boolean {
  return !relative(folder, path).startsWith('..') && existsSync(path);
}

/** Looks among the members of an archive, by the names it has for them. @param member the load file's own name there. */
export function besideMember(member: string, names: () => ReadonlySet<string>): Beside {
  let known: ReadonlySet<string> | null = null;
  const folders = member.split('/').slice(0, -1);
  return (wanted) => {
    const below = namesBelow(wanted);
    if (below === null) return false;
    known ??= names();
    const held = known;
    return [...folders.keys(), folders.length].some((depth) =>
      held.has([...folders.slice(0, depth), ...below].join('/')),
    );
  };
}

import { logNamesOf, openDirectory } from '../directory/index.ts';
import type { SourcedSnapshot } from '../response/index.ts';

/** Every name under which logs may record what the directory knows by one of the given ids, those ids themselves among them; lower case, sorted. */
export function logNamesIn(snapshots: readonly SourcedSnapshot[]): (known: readonly string[]) => readonly string[] {
  const directories = snapshots.map(({ snapshot }) => openDirectory(snapshot));
  return (known) => {
    const found = directories.flatMap((directory) =>
      known.flatMap((id) => {
        const principal = directory.resolvePrincipal(id);
        return principal === null ? [] : logNamesOf(principal);
      }),
    );
    return [...new Set([...known, ...found].map((name) => name.toLowerCase()))].sort();
  };
}

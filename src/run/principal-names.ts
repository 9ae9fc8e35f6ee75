import type { Case } from '../case/index.ts';
import { logNamesOf, openDirectory } from '../directory/index.ts';
import { storedSnapshots } from './snapshots.ts';

/**
 * The user principal name, lower case, of whoever the case's directories know by an object id, a SID, an alias or a former name; the newest
 * directory first. Null where none knows the name, and for applications, which logs know by one id.
 */
export function principalNames({ store }: Pick<Case, 'store'>): ((name: string) => string | null) | null {
  const directories = storedSnapshots({ store })
    .toSorted((a, b) => (a.snapshot.capturedAt > b.snapshot.capturedAt ? -1 : 1))
    .map(({ snapshot }) => openDirectory(snapshot));
  if (directories.length === 0) return null;
  return (name) => {
    for (const directory of directories) {
      const principal = directory.resolvePrincipal(name);
      // A display name or the beginning of an address may be somebody else's in a log.
      if (principal?.kind !== 'user' || !logNamesOf(principal).includes(name.toLowerCase())) continue;
      return principal.userPrincipalName?.toLowerCase() ?? null;
    }
    return null;
  };
}

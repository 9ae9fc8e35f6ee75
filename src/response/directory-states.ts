import { type Completeness, type DirectorySnapshot, mergeSnapshots } from '../directory/index.ts';

/** A snapshot with the source it came from. */
export interface SourcedSnapshot {
  readonly sourceId: string;
  readonly snapshot: DirectorySnapshot;
}

/**
 * The directory as it was known after each export, oldest first: what an export does not hold (users, applications and service
 * principals are often exported apart) stays as an earlier one had it. Exports of one moment are one: which came first, nobody knows.
 * @param snapshots in any order.
 */
export function directoryStates(snapshots: readonly SourcedSnapshot[]): readonly SourcedSnapshot[] {
  const moments = Map.groupBy(snapshots, ({ snapshot }) => snapshot.capturedAt);
  const sorted = [...moments].sort(([a], [b]) => (a < b ? -1 : 1));
  const states: SourcedSnapshot[] = [];
  for (const [, exports] of sorted) {
    const merged = mergeSnapshots(exports.map(({ snapshot }) => snapshot));
    const sourceId = exports.at(-1)?.sourceId;
    if (merged === null || sourceId === undefined) continue;
    const known = states.at(-1)?.snapshot;
    states.push({ sourceId, snapshot: known === undefined ? merged : carriedOver(known, merged) });
  }
  return states;
}

function carriedOver(known: DirectorySnapshot, now: DirectorySnapshot): DirectorySnapshot {
  const users = carriedSection('users', known, now);
  const applications = carriedSection('applications', known, now);
  const servicePrincipals = carriedSection('servicePrincipals', known, now);
  return {
    capturedAt: now.capturedAt,
    completeness: {
      users: users.completeness,
      applications: applications.completeness,
      servicePrincipals: servicePrincipals.completeness,
    },
    users: users.entries,
    applications: applications.entries,
    servicePrincipals: servicePrincipals.entries,
  };
}

type Section = 'users' | 'applications' | 'servicePrincipals';

interface Carried<Name extends Section> {
  readonly completeness: Completeness;
  readonly entries: DirectorySnapshot[Name];
}

function carriedSection<Name extends Section>(
  name: Name,
  known: DirectorySnapshot,
  now: DirectorySnapshot,
): Carried<Name> {
  const completeness = now.completeness[name];
  if (completeness === 'whole') return { completeness, entries: now[name] };
  if (completeness === 'absent') return { completeness: known.completeness[name], entries: known[name] };
  const byId = new Map([...known[name], ...now[name]].map((entry) => [entry.id, entry]));
  return { completeness, entries: [...byId.values()] as unknown as DirectorySnapshot[Name] };
}

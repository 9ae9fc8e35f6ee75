import type { Completeness, DirectorySnapshot } from './snapshot.ts';

/**
 * One snapshot of several files of the same export (users, applications and service principals as separate answers, or pages).
 * Where two name the same id the later file wins. A section in several files stays 'partial' if one of them is.
 * @returns null for an empty list.
 */
export function mergeSnapshots(snapshots: readonly DirectorySnapshot[]): DirectorySnapshot | null {
  const [first, ...rest] = [...snapshots].sort((a, b) =>
    a.capturedAt < b.capturedAt ? -1 : a.capturedAt > b.capturedAt ? 1 : 0,
  );
  return first === undefined ? null : rest.reduce(mergeTwo, first);
}

function mergeTwo(older: DirectorySnapshot, newer: DirectorySnapshot): DirectorySnapshot {
  return {
    capturedAt: newer.capturedAt,
    completeness: {
      users: mergeCompleteness(older.completeness.users, newer.completeness.users),
      applications: mergeCompleteness(older.completeness.applications, newer.completeness.applications),
      servicePrincipals: mergeCompleteness(older.completeness.servicePrincipals, newer.completeness.servicePrincipals),
    },
    users: mergeById(older.users, newer.users),
    applications: mergeById(older.applications, newer.applications),
    servicePrincipals: mergeById(older.servicePrincipals, newer.servicePrincipals),
  };
}

function mergeCompleteness(a: Completeness, b: Completeness): Completeness {
  if (a === 'absent') return b;
  return b === 'absent' || a === b ? a : 'partial';
}

function mergeById<Entry extends { readonly id: string }>(
  older: readonly Entry[],
  newer: readonly Entry[],
): readonly Entry[] {
  return [...new Map([...older, ...newer].map((entry) => [entry.id, entry])).values()];
}

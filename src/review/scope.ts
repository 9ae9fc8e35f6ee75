import type { Instant } from '../core/index.ts';

/** A principal or application under review: the id it is reported by, and every name logs may record it with, lower case. */
export interface Subject {
  readonly id: string;
  readonly names: readonly string[];
}

/** What is under review. `from` and `until` bound the time, both inclusive; null means as far as the logs reach. */
export type Scope =
  | { readonly kind: 'tenant'; readonly from: Instant | null; readonly until: Instant | null }
  | {
      readonly kind: 'subjects';
      readonly principals: readonly Subject[];
      readonly applications: readonly Subject[];
      readonly from: Instant | null;
      readonly until: Instant | null;
    };

/** Finds the subject a recorded name belongs to. */
export type SubjectOf = (name: string | null) => Subject | null;

/** An index over the names of subjects; where two share a name, the first keeps it. */
export function subjectIndex(subjects: readonly Subject[]): SubjectOf {
  const index = new Map<string, Subject>();
  for (const subject of subjects) {
    for (const name of [subject.id, ...subject.names]) {
      const key = name.toLowerCase();
      if (!index.has(key)) index.set(key, subject);
    }
  }
  return (name) => (name === null ? null : (index.get(name.toLowerCase()) ?? null));
}

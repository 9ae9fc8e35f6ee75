import type { KeyedHash } from '../core/index.ts';
import type { Directory } from '../directory/index.ts';
import { type Attribution, attribute, type StatedName } from './attribution.ts';
import { type Belonging, belongingToApplication, belongingToPrincipal } from './attribution-of.ts';
import type { CredentialFacts } from './credential-facts.ts';
import { type NamedSubject, namedSubjects } from './named-subject.ts';
import { type Registry, tieBySurroundings } from './surrounding-ties.ts';
import type { Surroundings } from './surroundings.ts';

/** Ties credentials to whom the directories know. */
export interface Tier {
  readonly attribution: (facts: CredentialFacts) => Attribution;
  /** The name that the directory has for whom a text names; as written where it knows none. */
  readonly nameOf: (written: string) => string;
}

/** @param directories newest snapshot last. */
export function credentialTier(directories: readonly Directory[], around: Surroundings, hash: KeyedHash): Tier {
  const registry = registryOf(directories, hash);
  return {
    attribution: (facts) => {
      const certain = attribute(cluesOf(facts), directories, hash);
      if (certain.tie !== null) return certain;
      const found = tieBySurroundings(
        facts.filter(({ confidence }) => confidence !== 'low'),
        around,
        registry,
      );
      return found === null ? certain : { ...belongingOf(found.named), tie: found.tie };
    },
    nameOf: (written) => {
      const named = registry.byName(written);
      const belonging = named === null ? null : belongingOf(named);
      return belonging?.principalName ?? belonging?.applicationName ?? written.toLowerCase();
    },
  };
}

function registryOf(directories: readonly Directory[], hash: KeyedHash): Registry {
  const newestFirst = directories.toReversed();
  const applications = newestFirst.flatMap((directory) =>
    directory.snapshot.applications.map((subject) => ({ subject, directory })),
  );
  return {
    byKey: namedSubjects(directories, hash),
    byName: (name) => {
      for (const directory of newestFirst) {
        const subject = directory.resolvePrincipal(name);
        if (subject !== null) return { subject, directory };
      }
      return null;
    },
    applications: [...new Map(applications.toReversed().map((named) => [named.subject.id, named])).values()],
  };
}

function belongingOf({ subject, directory }: NamedSubject): Belonging {
  return subject.kind === 'application'
    ? belongingToApplication(subject, directory)
    : belongingToPrincipal(subject, directory);
}

function cluesOf(facts: CredentialFacts) {
  const stated = new Map<string, StatedName>();
  for (const { principal, message, part, member, start, stop } of facts) {
    if (principal === null || stated.has(principal)) continue;
    stated.set(principal, { name: principal, evidence: { message, part, member, span: [start, stop] } });
  }
  return {
    kind: facts[0].kind,
    principals: [...stated.values()],
    hosts: [...new Set(facts.flatMap(({ host }) => host ?? []))],
    hint: facts[0].hint,
    firstSent: facts.flatMap(({ sentAt }) => sentAt ?? []).sort()[0] ?? null,
  };
}

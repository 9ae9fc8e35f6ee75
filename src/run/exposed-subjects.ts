import { type Instant, instantFromMilliseconds, millisecondsOf } from '../core/index.ts';
import { isExposed, isOutstanding, type SourcedSnapshot, type WorkItem } from '../response/index.ts';
import type { CoveredSubject } from '../review/index.ts';
import { logNamesIn } from './log-names.ts';

/**
 * Whom the logs are asked about: each principal and application of a credential in stolen mail, from the first theft, or else from
 * the mail that first stated it, until the proof of reset, or else now.
 */
export function exposedSubjects(
  items: readonly WorkItem[],
  snapshots: readonly SourcedSnapshot[],
  now: Instant,
): readonly CoveredSubject[] {
  const names = logNamesIn(snapshots);
  const subjects = new Map<string, CoveredSubject>();
  for (const item of items) {
    if (!isExposed(item)) continue;
    for (const { known, ...named } of subjectsOf(item)) {
      const subject = { ...named, names: names(known), from: exposedFrom(item, now), until: exposedUntil(item, now) };
      subjects.set(named.id, widen(subjects.get(named.id), subject));
    }
  }
  return [...subjects.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

interface Named {
  readonly id: string;
  readonly kind: CoveredSubject['kind'];
  readonly identity: CoveredSubject['identity'];
  /** What the directory knows it by: object id or application id; else the name in the text. */
  readonly known: readonly string[];
}

function* subjectsOf(item: WorkItem): Generator<Named> {
  if (item.applicationId !== null) {
    const known = [item.applicationId, item.principalId].filter((id) => id !== null);
    yield { id: item.applicationName ?? item.applicationId, kind: 'application', identity: 'resolved', known };
  } else if (item.principalId !== null) {
    yield { id: item.principalName ?? item.principalId, kind: 'user', identity: 'resolved', known: [item.principalId] };
  } else if (item.namedPrincipal?.includes('@')) {
    yield { id: item.namedPrincipal.toLowerCase(), kind: 'user', identity: 'as-written', known: [item.namedPrincipal] };
  }
}

const DAY = 86_400_000;
/** No source keeps its records for longer than a year; what lies further back no log can answer for. */
const LOOK_BACK_DAYS = 400;

/** A message's own date is the attacker's to write: one that lies ahead, or too far back, counts as far back as logs may reach. */
function exposedFrom(item: WorkItem, now: Instant): Instant {
  const floor = instantFromMilliseconds(millisecondsOf(now) - LOOK_BACK_DAYS * DAY) ?? now;
  const from = (item.exposedFrom ?? item.firstSent ?? floor) as Instant;
  return from < floor || from > now ? floor : from;
}

function exposedUntil(item: WorkItem, now: Instant): Instant {
  const { resolution } = item;
  const proven = isOutstanding(item) || !('proof' in resolution) ? null : resolution.proof.at;
  return proven !== null && proven < now ? (proven as Instant) : now;
}

/** One principal may stand in several credentials: from the first exposure until the last is over. */
function widen(known: CoveredSubject | undefined, subject: CoveredSubject): CoveredSubject {
  if (known === undefined) return subject;
  return {
    ...subject,
    identity: known.identity === 'resolved' ? 'resolved' : subject.identity,
    names: [...new Set([...known.names, ...subject.names])].sort(),
    from: known.from < subject.from ? known.from : subject.from,
    until: known.until > subject.until ? known.until : subject.until,
  };
}

import type { NamedSubject } from './named-subject.ts';
import type { CredentialPlace } from './surroundings.ts';

/** Words of names that many applications share. */
const GENERAL =
  /^(?:api|app|application|service|services|server|client|bridge|gateway|connector|portal|web|site|system|platform|tool|prod|production|test|dev|development|staging|legacy|the|and|for|new|old|internal|external|public|data|sync|bot|job|runner|agent)$/;
const SHORTEST = 4;
const FEWEST = 2;
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The one application of which two words or more that tell stand in the address that a credential opens: user, host and path. A value that names
 * another application by its id is that one's.
 */
export function applicationByWords(place: CredentialPlace, applications: readonly NamedSubject[]): NamedSubject | null {
  const { principal, host, context } = place;
  if (host === null || (principal !== null && GUID.test(principal))) return null;
  const text = `${principal ?? ''} ${host} ${addressIn(context)}`.toLowerCase();
  const counted = applications.map((named) => ({
    named,
    words: tellingWords(named).filter((word) => text.includes(word)).length,
  }));
  const most = Math.max(0, ...counted.map(({ words }) => words));
  const best = counted.filter(({ words }) => words === most);
  return most >= FEWEST && best.length === 1 ? (best[0]?.named ?? null) : null;
}

function tellingWords({ subject }: NamedSubject): readonly string[] {
  const words = subject.displayName?.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words)].filter((word) => word.length >= SHORTEST && !GENERAL.test(word));
}

/** What is written onto the masked value, before and behind it. */
function addressIn(context: string): string {
  return context
    .split(/\s/)
    .filter((word) => word.includes('█'))
    .join(' ');
}

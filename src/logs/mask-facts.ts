import type { EventFacts } from './event-row.ts';
import { wellFormedJson } from './well-formed-json.ts';

/**
 * A record's facts with the texts that people type into commands masked: rule names, search words, notes. Sign-ins and mail access,
 * which are most of any log, hold none.
 */
export function maskFacts(facts: EventFacts, mask: (text: string) => string): EventFacts {
  if (facts.category === 'sign-in' || facts.category === 'mail-access') return facts;
  const target = facts.target === null ? null : mask(facts.target);
  return { ...facts, target, details: facts.details === null ? null : maskDetails(facts.details, mask) };
}

/** @param details JSON text of an object, as the event table has it. */
function maskDetails(details: string, mask: (text: string) => string): string {
  const values = Object.entries(JSON.parse(details) as Readonly<Record<string, unknown>>);
  return wellFormedJson(
    Object.fromEntries(values.map(([name, value]) => [name, typeof value === 'string' ? mask(value) : value])),
  );
}

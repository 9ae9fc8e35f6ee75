import type { EventQueries } from '../../event-queries.ts';
import type { EventSet } from '../alias/event-set.ts';
import type { RuleOutcome } from './rule-outcome.ts';
import { setSql } from './rule-sql.ts';

/**
 * Which kinds of events the loaded logs hold, of those that compiled rules ask for: a rule that binds to none of them cannot be answered.
 * @returns how many events of each, by the set's id.
 */
export async function loadedSets(
  events: EventQueries,
  outcomes: readonly RuleOutcome[],
): Promise<ReadonlyMap<string, number>> {
  const sets = new Map<string, EventSet>();
  for (const { verdict } of outcomes) {
    if (verdict.kind === 'compiled') for (const set of verdict.sets) sets.set(set.id, set);
  }
  if (sets.size === 0) return new Map();
  const counts = [...sets.values()].map((set, at) => `COUNT_IF(${setSql(set)}) AS set_${at}`);
  const [row] = await events.query<Readonly<Record<string, unknown>>>(`SELECT ${counts.join(', ')} FROM events`);
  return new Map([...sets.keys()].map((id, at) => [id, Number(row?.[`set_${at}`] ?? 0)]));
}

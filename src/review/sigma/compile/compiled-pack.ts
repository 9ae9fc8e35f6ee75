import { createHash } from 'node:crypto';
import type { DetectionPack, Severity } from '../../detection/detection-pack.ts';
import type { EventSet } from '../alias/event-set.ts';
import type { RuleHead, SigmaLevel } from '../rule/sigma-rule.ts';

const SEVERITY: Readonly<Record<SigmaLevel, Severity>> = {
  informational: 'low',
  low: 'low',
  medium: 'medium',
  high: 'high',
  critical: 'critical',
};

/** A compiled rule as a detection: its findings come out as those of our own do. */
export function compiledPack(
  head: RuleHead,
  sql: string,
  sets: readonly EventSet[],
  summary: Readonly<Record<string, string>>,
  isOfEvents: boolean,
): DetectionPack {
  const reads = uniqueBy(
    sets.flatMap((set) =>
      set.events.map(({ source, category }) => (category === undefined ? { source } : { source, category })),
    ),
    (one) => `${one.source} ${one.category ?? ''}`,
  );
  return {
    id: packId(head),
    title: cut(head.title, 100),
    description: cut(head.description ?? head.title, 2000),
    attack: [...new Set(head.attack)],
    severity: SEVERITY[head.level],
    references: [],
    needs: reads,
    reads,
    'event-level': isOfEvents,
    parameters: {},
    summary: { ...summary },
    sql,
    do: ['Read the Sigma rule that raised this, and the events behind it.'],
    'false-positives': [...head.falsePositives],
    fixtures: [],
  };
}

/** `sigma-` and the rule's id; for an id that is no word of its own, or none, a hash of the rule's names. */
export function packId({ id, title }: RuleHead): string {
  const known = id?.toLowerCase() ?? '';
  if (/^[a-z0-9-]{1,50}$/.test(known)) return `sigma-${known}`;
  return `sigma-${createHash('sha256').update(`${known}\0${title}`).digest('hex').slice(0, 20)}`;
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

function uniqueBy<T>(list: readonly T[], keyOf: (one: T) => string): T[] {
  return [...new Map(list.map((one) => [keyOf(one), one])).values()];
}

import type { KeyedHash } from '../../core/index.ts';
import type { EventQueries } from '../event-queries.ts';
import type { Scope } from '../scope.ts';
import { byTime, findingsOfRows, notAnswerable } from './answer-findings.ts';
import { answerQueryWithin } from './answer-query.ts';
import { bindSql, type ParameterValues } from './bind-sql.ts';
import type { DetectionPack } from './detection-pack.ts';
import { countSelected, type EventClass, eventCensus } from './event-census.ts';
import type { Finding } from './finding.ts';
import { SharedEvents } from './shared-events.ts';

/** What a run of detections may be told besides its scope. */
export interface DetectionOptions {
  /** Derives the findings' ids: the case key, or a key for one run. */
  readonly hash: KeyedHash;
  /** Other parameter values, by detection id. */
  readonly parameters?: Readonly<Record<string, ParameterValues>>;
}

/**
 * Runs each detection over the whole tenant's events (a spray or a baseline is only seen there) and keeps what concerns the scope:
 * findings that overlap its time and name one of its subjects, and answers that concern the tenant as a whole.
 * @returns sorted by time, detection and id; the same events, scope and key give the same list.
 * @throws ReviewError bad-answer, unknown-parameter.
 */
export async function runDetections(
  events: EventQueries,
  scope: Scope,
  packs: readonly DetectionPack[],
  options: DetectionOptions,
): Promise<readonly Finding[]> {
  const census = await eventCensus(events, packs);
  const shared = await SharedEvents.gather(events, packs, census);
  const findings: Finding[] = [];
  try {
    for (const pack of packs) {
      const answered = isAnswerable(pack, census)
        ? await runOne(events, shared, scope, pack, options)
        : [notAnswerable(pack, options.hash)];
      for (const finding of answered) findings.push(finding);
    }
  } finally {
    await shared.dispose();
  }
  return findings.sort(byTime);
}

async function runOne(
  events: EventQueries,
  shared: SharedEvents,
  scope: Scope,
  pack: DetectionPack,
  options: DetectionOptions,
): Promise<readonly Finding[]> {
  const sql = bindSql(pack, scope, options.parameters?.[pack.id]);
  const commonTable = shared.commonTable(pack);
  if (commonTable === null) return [];
  const rows = await events.query<Readonly<Record<string, unknown>>>(answerQueryWithin(pack, commonTable, sql, scope));
  return findingsOfRows(pack, rows, scope, options.hash);
}

/** Whether any log that the detection can work from is loaded. */
export function isAnswerable(pack: DetectionPack, census: readonly EventClass[]): boolean {
  return countSelected(census, pack.needs) > 0;
}

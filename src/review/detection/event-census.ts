import type { EventQueries } from '../event-queries.ts';
import type { DetectionPack } from './detection-pack.ts';
import { type EventSelector, NORMAL_OPERATION, operationSql } from './event-selector.ts';

/** How many events are alike in what a selector asks; `operation` is null for those that no selector names. */
export interface EventClass {
  readonly source: string;
  readonly category: string;
  readonly operation: string | null;
  readonly events: number;
}

/** Counts the events by what the packs ask, in one pass over three columns. */
export async function eventCensus(
  events: EventQueries,
  packs: readonly DetectionPack[],
): Promise<readonly EventClass[]> {
  return events.query<EventClass>(censusQuery(packs, 'source, category'));
}

/** The same for each UTC day. */
export interface DayClass extends EventClass {
  readonly day: string;
}

export async function dayCensus(events: EventQueries, packs: readonly DetectionPack[]): Promise<readonly DayClass[]> {
  return events.query<DayClass>(censusQuery(packs, 'day, source, category'));
}

function censusQuery(packs: readonly DetectionPack[], by: string): string {
  const names = new Set(packs.flatMap((pack) => pack.reads.flatMap((one) => one.operations ?? [])));
  const named = names.size === 0 ? 'NULL' : `CASE WHEN ${operationSql([...names].sort())} THEN ${NORMAL_OPERATION} END`;
  return `SELECT ${by}, operation, CAST(SUM(events) AS BIGINT) AS events
     FROM (SELECT ${by}, CAST(${named} AS VARCHAR) AS operation, events
           FROM (SELECT ${by}, operation, COUNT(*) AS events FROM events GROUP BY ${by}, operation) AS counted)
       AS classes
     GROUP BY ${by}, operation`;
}

/** How many events the selectors mean. */
export function countSelected(census: readonly EventClass[], selectors: readonly EventSelector[]): number {
  const meant = census.filter((one) => selectors.some((selector) => selects(selector, one)));
  return meant.reduce((sum, one) => sum + one.events, 0);
}

/** Whether the selector means events of the class. */
export function selects({ source, category, operations }: EventSelector, one: EventClass): boolean {
  return (
    (source === undefined || source === one.source) &&
    (category === undefined || category === one.category) &&
    (operations === undefined || operations.some((name) => isNamed(name, one.operation)))
  );
}

function isNamed(name: string, operation: string | null): boolean {
  if (operation === null) return false;
  return name.endsWith('*') ? operation.startsWith(name.slice(0, -1)) : operation === name;
}

import { createHash } from 'node:crypto';
import { openStore, type Store } from '../../../src/case/index.ts';
import { type Instant, keyedHash, parseInstant } from '../../../src/core/index.ts';
import type { DetectionFixture } from '../../../src/review/detection/detection-fixture.ts';
import {
  type AnewOptions,
  type DetectionPack,
  type EventQueries,
  Remembered,
  reviewAnew,
  type TableMarks,
} from '../../../src/review/index.ts';
import { EXPORT_SHAPES } from '../export-shapes.ts';
import { statedEvents, statedRecords } from '../fixture-records.ts';
import type { StatedEvent } from '../memory-events.ts';
import { readExport } from '../read-export.ts';

export const hash = keyedHash(new Uint8Array(32).fill(9));

export type TenantScope = Parameters<typeof reviewAnew>[1];
export const ALL_TIME: TenantScope = { kind: 'tenant', from: null, until: null };

/** The rows that a fixture states, each with an id of its own that begins with `name`. */
export function fixtureRows(fixture: DetectionFixture, name: string): readonly StatedEvent[] {
  const rows = 'events' in fixture ? statedEvents(fixture) : recordRows(fixture);
  return rows.map((row, index) => ({ ...row, event_id: `${name}/${String(index).padStart(5, '0')}` }));
}

function recordRows(fixture: Extract<DetectionFixture, { records: unknown }>): readonly StatedEvent[] {
  return [...statedRecords(fixture)].flatMap(([log, records]) => {
    const [shape] = EXPORT_SHAPES[log];
    return readExport(shape?.render(records) ?? '', log);
  });
}

export function fixtureScope({ scope }: DetectionFixture): TenantScope {
  const instant = (text: string | undefined) => (text === undefined ? null : parseInstant(text));
  return { kind: 'tenant', from: instant(scope?.from), until: instant(scope?.until) };
}

/** The rows and the scope moved in time, so that the middle row is the first of a UTC day. */
export function aroundMidnight(
  rows: readonly StatedEvent[],
  scope: TenantScope,
): [readonly StatedEvent[], TenantScope] {
  const times = rows.map(({ at }) => Date.parse(at)).sort((a, b) => a - b);
  const middle = times[Math.floor(times.length / 2)] ?? 0;
  const by = DAY - (middle % DAY);
  const moved = (at: string) => new Date(Date.parse(at) + by).toISOString();
  const bound = (at: Instant | null) => (at === null ? null : parseInstant(moved(at)));
  return [
    rows.map((row) => ({ ...row, at: moved(row.at) })),
    { kind: 'tenant', from: bound(scope.from), until: bound(scope.until) },
  ];
}

const DAY = 86_400_000;

/** What the event table holds each day, told apart by the rows themselves. */
export function marksOf(rows: readonly StatedEvent[], joined = ''): TableMarks {
  const places = Map.groupBy(rows, (row) => `${new Date(row.at).toISOString().slice(0, 10)} ${row.source ?? 'ual'}`);
  const days = [...places.keys()].sort().map((place) => {
    const [day = '', source = ''] = place.split(' ');
    const some = places.get(place) ?? [];
    const content = JSON.stringify(some.toSorted((a, b) => (String(a.event_id) < String(b.event_id) ? -1 : 1)));
    return { day, source, mark: createHash('sha256').update(content).digest('hex') };
  });
  return { joined, days };
}

interface Reviewed extends Pick<AnewOptions, 'parameters'> {
  readonly reviewed: readonly DetectionPack[];
}

/** A case's reviews, one after the other, each remembering what those before it answered. */
export class Reviews {
  readonly store: Store = openStore(':memory:', 'write');

  /** One review of a table; `queries` is what it asked. */
  async next(events: EventQueries, table: TableMarks, scope: TenantScope, { reviewed, parameters = {} }: Reviewed) {
    const remembered = new Remembered(this.store);
    const queries: string[] = [];
    const watched: EventQueries = {
      query: (sql, parameters) => {
        queries.push(sql);
        return events.query(sql, parameters);
      },
    };
    const options = { hash, table, remembered, parameters };
    const { findings, anew } = await reviewAnew(watched, scope, reviewed, options);
    this.store.transaction(() => remembered.storeIn(this.store));
    return { findings, anew, queries };
  }
}

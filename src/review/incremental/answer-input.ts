import { randomUUID } from 'node:crypto';
import type { KeyedHash } from '../../core/index.ts';
import { dayNumber, dayText } from '../coverage/utc-day.ts';
import type { ParameterValues } from '../detection/bind-sql.ts';
import type { DetectionPack } from '../detection/detection-pack.ts';
import { type DayClass, selects } from '../detection/event-census.ts';
import type { Scope } from '../scope.ts';
import type { TableMarks } from './table-marks.ts';

/** Whatever else changes how answers are made of the same events and the same pack changes this. */
const WAY = 'answers/1';

/** Everything that answers depend on besides the pack. */
export interface Asked {
  readonly hash: KeyedHash;
  readonly scope: Extract<Scope, { kind: 'tenant' }>;
  readonly table: TableMarks;
  readonly census: readonly DayClass[];
}

/** What a detection's answers depend on, as hashes. */
export interface PackInput {
  /** The UTC days with events that the detection reads, sorted. */
  readonly days: readonly string[];
  /** Of the answers of one day that is decided by the days so far around it. */
  readonly ofDay: (day: string, around: number) => string;
  /** Of the answers to all events together. */
  readonly ofAll: () => string;
}

/** @param values other values of the pack's parameters. */
export function packInput(pack: DetectionPack, values: ParameterValues, asked: Asked): PackInput {
  const marks = marksRead(pack, asked);
  const days = [...marks.keys()].sort();
  const way = [WAY, contentOf(pack, values), asked.table.joined];
  const marksOf = (some: readonly string[]) => some.flatMap((day) => marks.get(day) ?? []);
  return {
    days,
    ofDay: (day, around) => {
      const window = daysFrom(day, around);
      const { from, until } = boundsWithin(pack, asked.scope, window);
      return asked.hash.hex('answers-of-day', ...way, day, from, until, ...marksOf(window));
    },
    ofAll: () => {
      const { until } = boundsWithin(pack, asked.scope, days);
      return asked.hash.hex('answers-of-all', ...way, asked.scope.from ?? '', until, ...marksOf(days));
    },
  };
}

/** The day and as many before and after it, in order. */
export function daysFrom(day: string, around: number): readonly string[] {
  const middle = dayNumber(day);
  return Array.from({ length: 2 * around + 1 }, (_, index) => dayText(middle - around + index));
}

/** By day, the marks of the sources of which the pack reads an event that day, with how many it reads. */
function marksRead(pack: DetectionPack, { census, table }: Asked): ReadonlyMap<string, readonly string[]> {
  const read = new Map<string, number>();
  for (const one of census) {
    if (!pack.reads.some((selector) => selects(selector, one))) continue;
    const place = `${one.day} ${one.source}`;
    read.set(place, (read.get(place) ?? 0) + one.events);
  }
  const known = new Map(table.days.map(({ day, source, mark }) => [`${day} ${source}`, mark]));
  const byDay = new Map<string, string[]>();
  for (const place of [...read.keys()].sort()) {
    const [day = ''] = place.split(' ', 1);
    // Events that no file accounts for are like no others.
    const mark = known.get(place) ?? randomUUID();
    byDay.set(day, [...(byDay.get(day) ?? []), `${place} ${read.get(place) ?? 0} ${mark}`]);
  }
  return byDay;
}

function contentOf(pack: DetectionPack, values: ParameterValues): string {
  const parameters = Object.entries(pack.parameters).map(([name, one]) => [name, values[name] ?? one.default]);
  const { id, reads, sql, lookback = null } = pack;
  const rest = [pack['event-level'], pack['group-by'] ?? null, Object.keys(pack.summary)];
  return JSON.stringify([id, reads, sql, lookback, parameters, ...rest]);
}

interface Bounds {
  readonly from: string;
  readonly until: string;
}

/**
 * A bound of the scope that lies outside of the days changes no answer about them, as long as the query only asks which events are within it:
 * so that a clock that has gone on is no change.
 */
function boundsWithin(pack: DetectionPack, { from, until }: Asked['scope'], days: readonly string[]): Bounds {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return { from: '', until: '' };
  const beginsBefore = from === null || (onlyAfter(pack, '>=', 'scope_from') && from <= `${first}T00:00:00.000Z`);
  const after = dayText(dayNumber(last) + 1);
  const endsAfter = until === null || (onlyAfter(pack, '<=', 'scope_until') && until >= `${after}T00:00:00.000Z`);
  return { from: beginsBefore ? '' : (from ?? ''), until: endsAfter ? '' : (until ?? '') };
}

/** Whether the query compares the bound in one way and does not reckon with it. */
function onlyAfter({ sql }: DetectionPack, operator: string, name: string): boolean {
  const places = sql.split(`{{${name}}}`);
  const compared = places.slice(0, -1).every((before) => before.trimEnd().endsWith(operator));
  return compared && places.slice(1).every((after) => !/^\s*[-+*/|]/.test(after));
}

import type { DetectionPack } from '../detection/detection-pack.ts';
import { type DayRow, greatestColumns, typeColumn } from './day-query.ts';

type Row = Readonly<Record<string, unknown>>;

const MOST_EVENT_IDS = 100;

/**
 * The rows of `answerQuery` over all days, of the rows of `dayQuery` of each: where the pack groups, rows that agree become one; else each
 * row is of one day alone.
 * @param rows of all days with any, in order of day.
 */
export function mergeDays(pack: DetectionPack, rows: readonly DayRow[]): readonly Row[] {
  const together = pack['group-by'];
  if (together === undefined) return rows;
  const keys = ['answer', 'principal', 'mailbox', ...together];
  const greatest = greatestColumns(pack);
  const groups = Map.groupBy(rows, (row) => JSON.stringify(keys.map((name) => row[name])));
  return [...groups.values()].map((group) => merged(group, greatest));
}

function merged(group: readonly DayRow[], greatest: readonly string[]): Row {
  const [first = {}] = group;
  if (group.length < 2) return first;
  const all = (name: string) => group.map((row) => row[name]);
  return {
    ...first,
    ...Object.fromEntries(greatest.map((name) => [name, greatestOf(group, name)])),
    ip: all('ip').find((ip) => ip !== null) ?? null,
    until: all('until').at(-1),
    count: String(all('count').reduce<number>((sum, count) => sum + Number(count), 0)),
    sources: [...new Set(all('sources').flatMap(texts))],
    days: all('days').flatMap(texts),
    event_ids: all('event_ids').flatMap(texts).slice(0, MOST_EVENT_IDS),
  };
}

function greatestOf(group: readonly DayRow[], name: string): unknown {
  const typed = group.filter((row) => row[name] !== null);
  const compare = comparison(typed[0]?.[typeColumn(name)]);
  return typed
    .map((row) => String(row[name]))
    .reduce<string | null>((a, b) => (a !== null && compare(a, b) >= 0 ? a : b), null);
}

/** As SQL compares values of a type: numbers as such, all else by the bytes of its text. */
function comparison(type: unknown): (a: string, b: string) => number {
  if (!/INT|DECIMAL|DOUBLE|FLOAT|REAL/i.test(String(type)))
    return (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return (a, b) => {
    const whole = /^-?\d+$/;
    if (!whole.test(a) || !whole.test(b)) return Number(a) - Number(b);
    return Number(BigInt(a) - BigInt(b));
  };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

import { isIPv6 } from 'node:net';
import type { Comparison, Indicator } from './indicator.ts';
import { type NumberedComparison, rowsTable, valuesTable } from './rows-table.ts';
import { EVENT_TEXT, textHits } from './text-hits.ts';

/** An alternative: all of its comparisons must be true of one event. */
export interface Alternative {
  /** Index of the indicator in the list given. */
  readonly indicator: number;
  readonly comparisons: readonly number[];
}

/** The distinct comparisons of all indicators, numbered, and the alternatives made of them. */
export function numbered(indicators: readonly Indicator[]): {
  readonly comparisons: readonly NumberedComparison[];
  readonly alternatives: readonly Alternative[];
} {
  const numbers = new Map<string, NumberedComparison>();
  const numberOf = (comparison: Comparison): number => {
    const key = `${comparison.kind}\n${comparison.op}\n${comparison.value}`;
    const known = numbers.get(key) ?? { ...comparison, number: numbers.size };
    numbers.set(key, known);
    return known.number;
  };
  const alternatives = indicators.flatMap(({ any }, indicator) =>
    any.map((all) => ({ indicator, comparisons: [...new Set(all.map(numberOf))] })),
  );
  return { comparisons: [...numbers.values()], alternatives };
}

/** Columns that must equal the value, by kind; none: the text of the event is searched. */
const EQUAL_COLUMNS: { readonly [Kind in Comparison['kind']]: readonly string[] } = {
  address: ['ip'],
  network: ['ip'],
  domain: [],
  url: [],
  email: ['principal', 'mailbox', 'target'],
  account: ['principal', 'principal_id', 'mailbox', 'target_id'],
  agent: [],
  application: ['app_id', 'resource_id', 'target_id'],
  session: ['session_id'],
  device: ['device_id'],
  'message-id': [],
  guid: ['app_id', 'session_id', 'device_id', 'principal_id', 'token_guid', 'target_id', 'correlation_id'],
};

/**
 * The hits of every comparison: rows of (comparison, event_id).
 * @param addressesOf the addresses of the loaded events that lie in a network; networks are told apart outside SQL.
 */
export function hitsQuery(
  comparisons: readonly NumberedComparison[],
  addressesOf: (network: string) => readonly string[],
): string {
  const parts = [
    ...equalHits(comparisons, addressesOf),
    ...[
      ...Map.groupBy(
        comparisons.filter(({ op }) => op === 'like'),
        ({ kind }) => kind,
      ),
    ].flatMap(likeHits),
    ...textHits(
      comparisons.filter(({ kind, op }) => op === 'equals' && ['domain', 'url', 'email', 'agent'].includes(kind)),
    ),
    ...listHits(
      comparisons.filter(({ kind, op }) => op === 'equals' && kind === 'message-id'),
      'message_ids',
    ),
    ...listHits(
      comparisons.filter(({ kind, op }) => op === 'equals' && kind === 'email'),
      'recipients',
    ),
  ];
  return parts.length === 0 ? 'SELECT 0 AS comparison, event_id FROM events WHERE FALSE' : parts.join('\nUNION\n');
}

function equalHits(
  comparisons: readonly NumberedComparison[],
  addressesOf: (network: string) => readonly string[],
): readonly string[] {
  const byColumn = new Map<string, [number, string][]>();
  for (const { kind, op, value, number } of comparisons) {
    if (op !== 'equals') continue;
    const values = inNetwork(kind, value) ? addressesOf(value) : [value];
    for (const column of EQUAL_COLUMNS[kind]) {
      const rows = byColumn.get(column) ?? [];
      byColumn.set(column, rows);
      for (const one of values) rows.push([number, one]);
    }
  }
  return [...byColumn].flatMap(([column, rows]) =>
    rows.length === 0
      ? []
      : [
          `SELECT w.comparison, e.event_id FROM events e JOIN ${rowsTable(['comparison', 'value'], rows)} AS w ON e.${column} = w.value`,
        ],
  );
}

/** An IPv6 address can be written in many ways: it is looked for as the network of that one address. */
export function inNetwork(kind: Comparison['kind'], value: string): boolean {
  return kind === 'network' || (kind === 'address' && isIPv6(value));
}

/** Patterns of one kind; where they are about columns, each distinct value is compared once. */
function likeHits([kind, comparisons]: readonly [
  Comparison['kind'],
  readonly NumberedComparison[],
]): readonly string[] {
  const columns = EQUAL_COLUMNS[kind];
  const within = comparisons.map((one) => (columns.length === 0 ? { ...one, value: `%${one.value}%` } : one));
  const words = valuesTable(within);
  if (columns.length === 0)
    return [
      `SELECT w.comparison, e.event_id FROM (SELECT event_id, ${EVENT_TEXT} AS said FROM events) AS e JOIN ${words} AS w ON e.said LIKE w.value`,
    ];
  return columns.map(
    (column) =>
      `SELECT w.comparison, e.event_id FROM (SELECT DISTINCT ${column} AS one FROM events) AS d JOIN ${words} AS w ON d.one LIKE w.value
       JOIN events e ON e.${column} = d.one`,
  );
}

function listHits(comparisons: readonly NumberedComparison[], column: 'message_ids' | 'recipients'): readonly string[] {
  if (comparisons.length === 0) return [];
  return [
    `SELECT w.comparison, x.event_id FROM
       (SELECT event_id, replace(replace(lower(t.one), '<', ''), '>', '') AS one FROM events CROSS JOIN UNNEST(${column}) AS t (one)) AS x
     JOIN ${valuesTable(comparisons)} AS w ON x.one = w.value`,
  ];
}

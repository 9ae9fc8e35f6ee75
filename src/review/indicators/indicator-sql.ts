import { textLiteral } from '../detection/bind-sql.ts';
import type { Comparison, Indicator } from './indicator.ts';

/** A comparison of an indicator's alternative, with a number of its own. */
export interface NumberedComparison extends Comparison {
  readonly number: number;
}

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

/** What of an event is searched as text for names that stand inside longer values, such as a forwarding address among parameters. */
const EVENT_TEXT = `lower(concat_ws(' ', principal, mailbox, target, user_agent, details))`;

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
    ...comparisons.filter(({ op }) => op === 'like').map(likeHits),
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
  const byColumn = new Map<string, string[]>();
  for (const { kind, op, value, number } of comparisons) {
    if (op !== 'equals') continue;
    const values = kind === 'network' ? addressesOf(value) : [value];
    for (const column of EQUAL_COLUMNS[kind]) {
      const rows = byColumn.get(column) ?? [];
      byColumn.set(column, rows);
      rows.push(...values.map((one) => `(${number}, ${textLiteral(one)})`));
    }
  }
  return [...byColumn].flatMap(([column, rows]) =>
    rows.length === 0
      ? []
      : [
          `SELECT w.comparison, e.event_id FROM events e JOIN (VALUES ${rows.join(', ')}) AS w (comparison, value) ON e.${column} = w.value`,
        ],
  );
}

function likeHits({ kind, value, number }: NumberedComparison): string {
  const columns = EQUAL_COLUMNS[kind];
  const pattern = textLiteral(columns.length === 0 ? `%${value}%` : value);
  const clauses = (columns.length === 0 ? [EVENT_TEXT] : columns).map((column) => `${column} LIKE ${pattern}`);
  return `SELECT ${number} AS comparison, event_id FROM events WHERE ${clauses.join(' OR ')}`;
}

const ALTERNATIVES_IN_ONE = 300;

/** One linear search for many words first; which of them it was is asked only of what it found. */
function textHits(comparisons: readonly NumberedComparison[]): readonly string[] {
  const queries: string[] = [];
  for (let at = 0; at < comparisons.length; at += ALTERNATIVES_IN_ONE) {
    const some = comparisons.slice(at, at + ALTERNATIVES_IN_ONE).map((one) => ({ ...one, regex: wordRegex(one) }));
    const rows = some.map(({ number, regex }) => `(${number}, ${textLiteral(regex)})`).join(', ');
    const any = textLiteral(some.map(({ regex }) => `(?:${regex})`).join('|'));
    queries.push(
      `SELECT w.comparison, e.event_id FROM
         (SELECT event_id, ${EVENT_TEXT} AS said FROM events WHERE regexp_like(${EVENT_TEXT}, ${any})) AS e
       JOIN (VALUES ${rows}) AS w (comparison, word) ON regexp_like(e.said, w.word)`,
    );
  }
  return queries;
}

/** A domain also stands for what is below it; none of them may be the end or the beginning of a longer name. */
function wordRegex({ kind, value }: Comparison): string {
  const text = value.replace(/[^a-z0-9]/g, (character) =>
    character.charCodeAt(0) < 128 ? `\\${character}` : character,
  );
  if (kind === 'url' || kind === 'agent') return text;
  const before = kind === 'domain' ? '[^a-z0-9-]' : '[^a-z0-9.+_-]';
  return `(?:^|${before})${text}(?:$|[^a-z0-9-]|\\.(?:$|[^a-z0-9]))`;
}

function listHits(comparisons: readonly NumberedComparison[], column: 'message_ids' | 'recipients'): readonly string[] {
  if (comparisons.length === 0) return [];
  const rows = comparisons.map(({ number, value }) => `(${number}, ${textLiteral(value)})`).join(', ');
  return [
    `SELECT w.comparison, x.event_id FROM
       (SELECT event_id, replace(replace(lower(t.one), '<', ''), '>', '') AS one FROM events CROSS JOIN UNNEST(${column}) AS t (one)) AS x
     JOIN (VALUES ${rows}) AS w (comparison, value) ON x.one = w.value`,
  ];
}

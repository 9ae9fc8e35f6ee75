import { textLiteral } from '../detection/bind-sql.ts';
import type { Comparison } from './indicator.ts';
import { type NumberedComparison, rowsTable, valuesTable } from './rows-table.ts';

/** What of an event is searched as text for names that stand inside longer values, such as a forwarding address among parameters. */
export const EVENT_TEXT = `lower(concat_ws(' ', principal, mailbox, target, user_agent, details))`;

/**
 * The hits of domains, URLs, mail addresses and user agents anywhere in an event's text. The names that a text holds are cut out of it
 * once and looked up, so that a list of a hundred thousand costs no more than one of ten; what is no plain name is searched for.
 */
export function textHits(comparisons: readonly NumberedComparison[]): readonly string[] {
  const ways = Map.groupBy(comparisons, wayOf);
  return [
    ...domainHits(ways.get('domain') ?? []),
    ...mailHits(ways.get('mail') ?? []),
    ...urlHits(ways.get('url') ?? []),
    ...searched(ways.get('search') ?? []),
  ];
}

type Way = 'domain' | 'mail' | 'url' | 'search';

const NAME = '[\\p{L}\\p{N}_-]+(?:[.][\\p{L}\\p{N}_-]+)+';
const MAIL = `[\\p{L}\\p{N}.+_-]+@${NAME}`;
const IS_NAME = new RegExp(`^${NAME}$`, 'u');
const IS_MAIL = new RegExp(`^${MAIL}$`, 'u');

function wayOf({ kind, value }: Comparison): Way {
  if (kind === 'domain' && IS_NAME.test(value)) return 'domain';
  if (kind === 'email' && IS_MAIL.test(value)) return 'mail';
  return kind === 'url' && IS_NAME.test(hostOf(value)) ? 'url' : 'search';
}

function hostOf(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]*)/.exec(url)?.[1] ?? '';
}

const NAMES = `SELECT event_id, string_split(name, '.') AS labels
  FROM (SELECT event_id, unnest(list_distinct(regexp_extract_all(${EVENT_TEXT}, '${NAME}'))) AS name FROM events)`;

const MOST_LABELS = 20;

/** A domain also stands for what is below it. */
function domainHits(comparisons: readonly NumberedComparison[]): readonly string[] {
  if (comparisons.length === 0) return [];
  return [
    `SELECT w.comparison, n.event_id FROM
       (SELECT event_id, array_to_string(labels[g.i:], '.') AS value FROM (${NAMES}) CROSS JOIN range(1, ${MOST_LABELS}) AS g(i)
        WHERE g.i < len(labels)) AS n
     JOIN ${valuesTable(comparisons)} AS w ON n.value = w.value`,
  ];
}

function mailHits(comparisons: readonly NumberedComparison[]): readonly string[] {
  if (comparisons.length === 0) return [];
  return [
    `SELECT w.comparison, n.event_id FROM
       (SELECT event_id, unnest(regexp_extract_all(${EVENT_TEXT}, '${MAIL}')) AS value FROM events WHERE strpos(${EVENT_TEXT}, '@') > 0) AS n
     JOIN ${valuesTable(comparisons)} AS w ON n.value = w.value`,
  ];
}

/** Where the host of a URL stands, the URL is searched for. */
function urlHits(comparisons: readonly NumberedComparison[]): readonly string[] {
  if (comparisons.length === 0) return [];
  const rows = comparisons.map(({ number, value }) => [number, hostOf(value), value]);
  return [
    `SELECT w.comparison, n.event_id FROM
       (SELECT event_id, ${EVENT_TEXT} AS said, unnest(list_distinct(regexp_extract_all(${EVENT_TEXT}, '${NAME}'))) AS host
        FROM events WHERE strpos(${EVENT_TEXT}, '://') > 0) AS n
     JOIN ${rowsTable(['comparison', 'host', 'value'], rows)} AS w ON n.host = w.host AND strpos(n.said, w.value) > 0`,
  ];
}

const ALTERNATIVES_IN_ONE = 300;

/** One linear search for many words first; which of them it was is asked only of what it found. */
function searched(comparisons: readonly NumberedComparison[]): readonly string[] {
  const queries: string[] = [];
  for (let at = 0; at < comparisons.length; at += ALTERNATIVES_IN_ONE) {
    const some = comparisons.slice(at, at + ALTERNATIVES_IN_ONE).map((one) => ({ ...one, value: wordRegex(one) }));
    const any = textLiteral(some.map(({ value }) => `(?:${value})`).join('|'));
    queries.push(
      `SELECT w.comparison, e.event_id FROM
         (SELECT event_id, ${EVENT_TEXT} AS said FROM events WHERE regexp_like(${EVENT_TEXT}, ${any})) AS e
       JOIN ${valuesTable(some)} AS w ON regexp_like(e.said, w.value)`,
    );
  }
  return queries;
}

/** None of them may be the end or the beginning of a longer name. */
function wordRegex({ kind, value }: Comparison): string {
  const text = value.replace(/[^a-z0-9]/g, (character) =>
    character.charCodeAt(0) < 128 ? `\\${character}` : character,
  );
  if (kind === 'url' || kind === 'agent') return text;
  const before = kind === 'domain' ? '[^a-z0-9-]' : '[^a-z0-9.+_-]';
  return `(?:^|${before})${text}(?:$|[^a-z0-9-]|\\.(?:$|[^a-z0-9]))`;
}

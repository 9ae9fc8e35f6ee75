import { deriveId, type Instant, type KeyedHash } from '../../core/index.ts';
import { addressesWithin } from '../../logs/index.ts';
import type { Finding } from '../detection/finding.ts';
import type { EventQueries } from '../event-queries.ts';
import type { Indicator } from './indicator.ts';
import { type Alternative, hitsQuery, inNetwork, numbered } from './indicator-sql.ts';
import { rowsTable } from './rows-table.ts';

/** The id under which indicators' hits stand among the findings of detections. */
export const INDICATOR_DETECTION = 'indicator';

/**
 * Where the indicators are seen in the events: one finding for each indicator, principal, application and address. An indicator is
 * compared with events of any time; one outside the time its author holds it good is of medium severity and says so. One that is seen with a
 * good part of all accounts, such as an office's own network, tells no thief: it is one finding that is set aside, and marks nothing.
 * @param options.markCommon takes even such a one for the thief's.
 */
export async function matchIndicators(
  events: EventQueries,
  given: readonly Indicator[],
  hash: KeyedHash,
  { markCommon }: { readonly markCommon: boolean } = { markCommon: false },
): Promise<readonly Finding[]> {
  const indicators = [...new Map(given.map((one) => [identityOf(one), one])).values()];
  const { comparisons, alternatives } = numbered(indicators);
  if (comparisons.length === 0) return [];
  const asked = comparisons.some(({ kind, op, value }) => op === 'equals' && inNetwork(kind, value));
  const hits = hitsQuery(comparisons, asked ? await networkIndex(events) : () => []);
  const rows = await events.query<Row>(groupedQuery(hits, alternatives));
  const accounts = markCommon || rows.length < COMMON_ACCOUNTS ? 0 : await accountsIn(events);
  return [...Map.groupBy(rows, ({ indicator }) => indicator)].flatMap(([index, own]) => {
    const indicator = indicators[index];
    if (indicator === undefined) return [];
    const bearers = accountsOf(own);
    const isCommon = !markCommon && bearers >= COMMON_ACCOUNTS && bearers > accounts * COMMON_SHARE;
    if (isCommon) return [commonFinding(indicator, own, { bearers, accounts }, hash)];
    return own.map((row) => findingOf(indicator, row, hash));
  });
}

/** Above this share of all accounts an indicator is somebody's own network or application. */
const COMMON_SHARE = 0.25;
/** Fewer accounts than this are never too many. */
const COMMON_ACCOUNTS = 3;

/** Failures are left out: a spray is tried on everybody. So are traces of mail, which name the world outside. */
const PASSED = `(outcome <> 'failure' AND source <> 'message-trace')`;

async function accountsIn(events: EventQueries): Promise<number> {
  const [row] = await events.query<{ readonly accounts: number }>(
    `SELECT COUNT(DISTINCT lower(principal)) AS accounts FROM events WHERE principal IS NOT NULL AND ${PASSED}`,
  );
  return row?.accounts ?? 0;
}

function accountsOf(rows: readonly Row[]): number {
  return new Set(rows.flatMap(({ principal, passed }) => (passed === 1 ? (principal?.toLowerCase() ?? []) : []))).size;
}

/** Two lists may both have a row 2, and one list be given twice: what is compared tells them apart. */
const identityOf = ({ id, any }: Indicator): string => `${id} ${JSON.stringify(any)}`;

/** Which addresses of the events lie in a network: `address/bits`, or one address. */
async function networkIndex(events: EventQueries): Promise<(network: string) => readonly string[]> {
  const rows = await events.query<{ readonly ip: string }>(
    'SELECT DISTINCT ip FROM events WHERE ip IS NOT NULL ORDER BY ip',
  );
  return addressesWithin(rows.map(({ ip }) => ip));
}

interface Row {
  readonly indicator: number;
  readonly principal: string | null;
  readonly mailbox: string | null;
  readonly application: string | null;
  readonly ip: string | null;
  readonly from: Instant;
  readonly until: Instant;
  readonly count: number;
  readonly mailAccess: number;
  /** 1 where some of it did not fail. */
  readonly passed: number;
  readonly sources: readonly string[];
  readonly days: readonly string[];
  readonly eventIds: readonly string[];
}

/** An event is an indicator's where all comparisons of one alternative hit it. */
function groupedQuery(hits: string, alternatives: readonly Alternative[]): string {
  const parts = alternatives.flatMap(({ indicator, comparisons }, index) =>
    comparisons.map((comparison) => [index, indicator, comparisons.length, comparison]),
  );
  const table = rowsTable(['alternative', 'indicator', 'wanted', 'comparison'], parts);
  return `WITH hits AS (${hits}),
    parts AS (SELECT * FROM ${table}),
    whole AS (
      SELECT p.alternative, p.indicator, h.event_id FROM parts p JOIN hits h ON h.comparison = p.comparison
      GROUP BY p.alternative, p.indicator, p.wanted, h.event_id HAVING COUNT(DISTINCT h.comparison) = p.wanted),
    seen AS (SELECT DISTINCT indicator, event_id FROM whole),
    placed AS (
      SELECT s.indicator, e.*, ROW_NUMBER() OVER (PARTITION BY s.indicator, e.principal, e.mailbox, e.app_id, e.ip ORDER BY e."at", e.event_id) AS place
      FROM seen s JOIN events e ON e.event_id = s.event_id)
    SELECT indicator, principal, mailbox, app_id AS application, ip, MIN("at") AS "from", MAX("at") AS "until", COUNT(*) AS "count",
           MAX(CASE WHEN category = 'mail-access' THEN 1 ELSE 0 END) AS "mailAccess", MAX(CASE WHEN ${PASSED} THEN 1 ELSE 0 END) AS passed,
           array_agg(DISTINCT source) AS sources, array_agg(DISTINCT day) AS days,
           array_agg(event_id) FILTER (WHERE place <= 100) AS "eventIds"
    FROM placed GROUP BY indicator, principal, mailbox, app_id, ip
    ORDER BY MIN("at"), indicator, principal, mailbox, app_id, ip`;
}

function findingOf(indicator: Indicator, row: Row, hash: KeyedHash): Finding {
  const { indicator: _, mailAccess, passed: __, ...where } = row;
  const good =
    (indicator.from === null || row.until >= indicator.from) &&
    (indicator.until === null || row.from <= indicator.until);
  const identity = [identityOf(indicator), row.principal, row.mailbox, row.application, row.ip].map((one) => one ?? '');
  return {
    ...where,
    id: deriveId(hash, 'fnd', INDICATOR_DETECTION, ...identity),
    detection: INDICATOR_DETECTION,
    title: `Indicator seen: ${indicator.name}`.slice(0, 200),
    severity: good ? 'high' : 'medium',
    attack: [],
    answer: 'raised',
    mailAccess: mailAccess === 1,
    sources: [...row.sources].sort(),
    days: [...row.days].sort(),
    eventIds: [...row.eventIds].sort(),
    summary: {
      indicator: indicator.id,
      ...(good ? {} : { outside: 'not within the time its author holds it good' }),
    },
  };
}

const MOST_EVENTS = 100;

/** One finding for all that it is seen with. */
function commonFinding(
  indicator: Indicator,
  rows: readonly Row[],
  { bearers, accounts }: { readonly bearers: number; readonly accounts: number },
  hash: KeyedHash,
): Finding {
  const times = rows.map(({ from }) => from).sort();
  const ends = rows.map(({ until }) => until).sort();
  const all = <Key extends 'sources' | 'days' | 'eventIds'>(key: Key) =>
    [...new Set(rows.flatMap((row) => row[key]))].sort();
  return {
    id: deriveId(hash, 'fnd', INDICATOR_DETECTION, identityOf(indicator), 'common'),
    detection: INDICATOR_DETECTION,
    title: `Indicator too common to mark theft, ${bearers} of ${accounts} accounts: ${indicator.name}`.slice(0, 200),
    severity: 'medium',
    attack: [],
    answer: 'set-aside',
    principal: null,
    mailbox: null,
    application: null,
    ip: null,
    from: times[0] ?? null,
    until: ends.at(-1) ?? null,
    count: rows.reduce((sum, { count }) => sum + count, 0),
    sources: all('sources'),
    days: all('days'),
    mailAccess: rows.some(({ mailAccess }) => mailAccess === 1),
    eventIds: all('eventIds').slice(0, MOST_EVENTS),
    summary: { indicator: indicator.id, accounts: bearers, of: accounts },
  };
}

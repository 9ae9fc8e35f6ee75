import { BlockList, isIPv4 } from 'node:net';
import { deriveId, type Instant, type KeyedHash } from '../../core/index.ts';
import type { Finding } from '../detection/finding.ts';
import type { EventQueries } from '../event-queries.ts';
import type { Indicator } from './indicator.ts';
import { type Alternative, hitsQuery, numbered } from './indicator-sql.ts';

/** The id under which indicators' hits stand among the findings of detections. */
export const INDICATOR_DETECTION = 'indicator';

/**
 * Where the indicators are seen in the events: one finding for each indicator, principal, application and address. An indicator is
 * compared with events of any time; one outside the time its author holds it good is of medium severity and says so.
 */
export async function matchIndicators(
  events: EventQueries,
  indicators: readonly Indicator[],
  hash: KeyedHash,
): Promise<readonly Finding[]> {
  const { comparisons, alternatives } = numbered(indicators);
  if (comparisons.length === 0) return [];
  const networks = comparisons.filter(({ kind }) => kind === 'network').map(({ value }) => value);
  const hits = hitsQuery(comparisons, await networkIndex(events, networks));
  const rows = await events.query<Row>(groupedQuery(hits, alternatives));
  return rows.flatMap((row) => {
    const indicator = indicators[row.indicator];
    return indicator === undefined ? [] : [findingOf(indicator, row, hash)];
  });
}

/** Which addresses of the events lie in a network. */
async function networkIndex(
  events: EventQueries,
  networks: readonly string[],
): Promise<(network: string) => readonly string[]> {
  if (networks.length === 0) return () => [];
  const rows = await events.query<{ readonly ip: string }>('SELECT DISTINCT ip FROM events WHERE ip IS NOT NULL');
  return (network) => {
    const list = new BlockList();
    const [address = '', bits = ''] = network.split('/');
    list.addSubnet(address, Number(bits), isIPv4(address) ? 'ipv4' : 'ipv6');
    return rows.map(({ ip }) => ip).filter((ip) => list.check(ip, isIPv4(ip) ? 'ipv4' : 'ipv6'));
  };
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
  readonly sources: readonly string[];
  readonly days: readonly string[];
  readonly eventIds: readonly string[];
}

/** An event is an indicator's where all comparisons of one alternative hit it. */
function groupedQuery(hits: string, alternatives: readonly Alternative[]): string {
  const parts = alternatives.flatMap(({ indicator, comparisons }, index) =>
    comparisons.map((comparison) => `(${index}, ${indicator}, ${comparisons.length}, ${comparison})`),
  );
  return `WITH hits AS (${hits}),
    parts AS (SELECT * FROM (VALUES ${parts.join(', ')}) AS p (alternative, indicator, wanted, comparison)),
    whole AS (
      SELECT p.alternative, p.indicator, h.event_id FROM parts p JOIN hits h ON h.comparison = p.comparison
      GROUP BY p.alternative, p.indicator, p.wanted, h.event_id HAVING COUNT(DISTINCT h.comparison) = p.wanted),
    seen AS (SELECT DISTINCT indicator, event_id FROM whole),
    placed AS (
      SELECT s.indicator, e.*, ROW_NUMBER() OVER (PARTITION BY s.indicator, e.principal, e.mailbox, e.app_id, e.ip ORDER BY e."at", e.event_id) AS place
      FROM seen s JOIN events e ON e.event_id = s.event_id)
    SELECT indicator, principal, mailbox, app_id AS application, ip, MIN("at") AS "from", MAX("at") AS "until", COUNT(*) AS "count",
           MAX(CASE WHEN category = 'mail-access' THEN 1 ELSE 0 END) AS "mailAccess",
           array_agg(DISTINCT source) AS sources, array_agg(DISTINCT day) AS days,
           array_agg(event_id) FILTER (WHERE place <= 100) AS "eventIds"
    FROM placed GROUP BY indicator, principal, mailbox, app_id, ip
    ORDER BY MIN("at"), indicator, principal, mailbox, app_id, ip`;
}

function findingOf(indicator: Indicator, row: Row, hash: KeyedHash): Finding {
  const { indicator: _, mailAccess, ...where } = row;
  const good =
    (indicator.from === null || row.until >= indicator.from) &&
    (indicator.until === null || row.from <= indicator.until);
  const identity = [indicator.id, row.principal, row.mailbox, row.application, row.ip].map((one) => one ?? '');
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

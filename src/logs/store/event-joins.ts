import type { NetworkLookup } from '../network/network-lookup.ts';
import type { DuckEngine } from './duck-engine.ts';

const NETWORK_SHAPE = JSON.stringify([{ ip: 'VARCHAR', asn: 'BIGINT', network: 'VARCHAR', country: 'VARCHAR' }]);

/** The rows with what a file says of their addresses. Each address is looked up once, when the table is opened: so another file needs no log read again. */
export async function withNetworks(engine: DuckEngine, rows: string, networks: NetworkLookup): Promise<string> {
  const addresses = await engine.rows('SELECT DISTINCT ip FROM file_events WHERE ip IS NOT NULL ORDER BY ip');
  const known = addresses.flatMap(({ ip }) => {
    const facts = networks(String(ip));
    return facts === null ? [] : [{ ip, ...facts }];
  });
  await engine.rows(
    `CREATE TABLE networks AS SELECT one.* FROM (SELECT unnest(from_json($1::JSON, '${NETWORK_SHAPE}')) AS one)`,
    [JSON.stringify(known)],
  );
  return `SELECT e.* REPLACE (coalesce(n.asn, e.asn) AS asn, coalesce(n.network, e.network) AS network, coalesce(n.country, e.country) AS country)
    FROM (${rows}) e LEFT JOIN networks n ON n.ip = e.ip`;
}

const NAME_SHAPE = JSON.stringify([{ name: 'VARCHAR', known: 'VARCHAR' }]);

/** The rows with one name for each principal, whichever a log recorded it by; likewise for the owners of mailboxes. */
export async function withPrincipals(
  engine: DuckEngine,
  rows: string,
  principals: (name: string) => string | null,
): Promise<string> {
  const names = await engine.rows(
    `SELECT name FROM (SELECT principal AS name FROM file_events UNION SELECT mailbox FROM file_events) WHERE name IS NOT NULL ORDER BY name`,
  );
  const known = names.flatMap(({ name }) => {
    const one = principals(String(name));
    return one === null || one === name ? [] : [{ name, known: one }];
  });
  if (known.length === 0) return rows;
  await engine.rows(
    `CREATE TABLE principal_names AS SELECT one.* FROM (SELECT unnest(from_json($1::JSON, '${NAME_SHAPE}')) AS one)`,
    [JSON.stringify(known)],
  );
  return `SELECT e.* REPLACE (coalesce(p.known, e.principal) AS principal, coalesce(m.known, e.mailbox) AS mailbox)
    FROM (${rows}) e LEFT JOIN principal_names p ON p.name = e.principal LEFT JOIN principal_names m ON m.name = e.mailbox`;
}

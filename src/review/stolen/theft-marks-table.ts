import type { EventQueries } from '../event-queries.ts';
import type { TheftMark } from './theft-mark.ts';

/** What of an event a mark is looked up by: the first that it names. */
type Anchor = 'principals' | 'mailboxes' | 'ip' | 'session' | 'applications';
const ANCHORS: readonly Anchor[] = ['principals', 'mailboxes', 'ip', 'session', 'applications'];

/** What of an event stands for each anchor. */
const VALUES: Readonly<Record<Anchor, readonly string[]>> = {
  principals: ['lower(e.principal)', 'e.principal_id'],
  mailboxes: ['lower(COALESCE(e.mailbox, e.principal))'],
  ip: ['e.ip'],
  session: ['e.session_id'],
  applications: ['e.app_id'],
};

/** A mark under one name that it is looked up by. */
interface MarkRow extends Omit<TheftMark, 'from' | 'until'> {
  readonly anchor: Anchor;
  readonly key: string;
  /** Of several marks of one event the first gives the reason. */
  readonly number: number;
  readonly from_at: string;
  readonly until_at: string;
}

const SHAPE = JSON.stringify([
  {
    ...{ anchor: 'VARCHAR', key: 'VARCHAR', number: 'INTEGER', because: 'VARCHAR' },
    ...{
      principals: ['VARCHAR'],
      mailboxes: ['VARCHAR'],
      applications: ['VARCHAR'],
      ip: 'VARCHAR',
      session: 'VARCHAR',
    },
    ...{ from_at: 'TIMESTAMP', until_at: 'TIMESTAMP' },
  },
]);

/**
 * Makes the table of marks.
 * @returns the query of the mail access that marks are true of: `event_id` and `because`, one row an event.
 */
export async function markedAccess(events: EventQueries, table: string, marks: readonly TheftMark[]): Promise<string> {
  const rows = marks.flatMap(rowsOf);
  await events.query(
    `CREATE TABLE ${table} AS SELECT one.* FROM (SELECT unnest(from_json($1::JSON, '${SHAPE}')) AS one)`,
    [JSON.stringify(rows, readable)],
  );
  const found = ANCHORS.filter((anchor) => rows.some((row) => row.anchor === anchor)).flatMap((anchor) =>
    VALUES[anchor].map((value) => foundBy(table, anchor, value)),
  );
  const hits =
    found.length === 0 ? `SELECT '' AS event_id, '' AS because, 0 AS number WHERE FALSE` : found.join(' UNION ALL ');
  return `SELECT event_id, MIN_BY(because, number) AS because FROM (${hits}) AS hits GROUP BY event_id`;
}

function foundBy(table: string, anchor: Anchor, value: string): string {
  return `SELECT e.event_id, m.because, m.number FROM ${table} m JOIN events e ON ${value} = m.key
    WHERE m.anchor = '${anchor}' AND e.category = 'mail-access' AND e."at" >= m.from_at AND e."at" <= m.until_at
      AND (m.principals IS NULL OR list_contains(m.principals, lower(e.principal)) OR list_contains(m.principals, e.principal_id))
      AND (m.mailboxes IS NULL OR list_contains(m.mailboxes, lower(COALESCE(e.mailbox, e.principal))))
      AND (m.applications IS NULL OR list_contains(m.applications, e.app_id))
      AND (m.ip IS NULL OR m.ip = e.ip) AND (m.session IS NULL OR m.session = e.session_id)`;
}

/** The engine takes no NUL and no half of a surrogate pair. */
function readable(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value;
}

/** A mark that names nothing to look it up by is true of nothing. */
function rowsOf(mark: TheftMark, number: number): readonly MarkRow[] {
  const anchor = ANCHORS.find((one) => mark[one] !== null);
  if (anchor === undefined) return [];
  const { because, principals, mailboxes, applications, ip, session } = mark;
  const times = {
    from_at: timeText(mark.from ?? '0001-01-01T00:00:00.000'),
    until_at: timeText(mark.until ?? '9999-12-31T23:59:59.999'),
  };
  const keys = [mark[anchor] ?? []].flat();
  return [...new Set(keys)].map((key) => ({
    ...{ anchor, key, number, because, principals, mailboxes, applications, ip, session },
    ...times,
  }));
}

function timeText(at: string): string {
  return at.slice(0, 23).replace('T', ' ');
}

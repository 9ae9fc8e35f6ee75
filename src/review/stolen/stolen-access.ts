import { randomUUID } from 'node:crypto';
import type { Instant } from '../../core/index.ts';
import type { EventQueries } from '../event-queries.ts';
import type { TheftMark } from './theft-mark.ts';
import { markedAccess } from './theft-marks-table.ts';

/** What of a mailbox a thief got hold of, as the audit records say. */
export type Taken =
  | { readonly kind: 'message'; readonly messageId: string }
  /** A synchronised folder: everything in it. Null where the record does not name it. */
  | { readonly kind: 'folder'; readonly folder: string | null }
  /** Records were throttled: for a day nothing more was written down, so that any message may have been read. */
  | { readonly kind: 'mailbox' }
  | { readonly kind: 'attachment'; readonly name: string | null }
  | { readonly kind: 'search'; readonly query: string | null };

/** One thing taken from one mailbox, with the records that say so. */
export interface StolenAccess {
  readonly mailbox: string;
  readonly taken: Taken;
  readonly from: Instant;
  readonly until: Instant;
  /** Records that say it. Binds are written once an hour and message at most, so this is no number of readings. */
  readonly records: number;
  readonly ip: string | null;
  readonly application: string | null;
  /** Id of the finding or indicator by which it is the thief's. */
  readonly because: string;
  /** The first of the records. */
  readonly eventId: string;
  readonly fileId: string;
  readonly rawRow: number;
}

/** What a `Sync` or a throttled record leaves open lasts this long (learn.microsoft.com/purview/audit-log-investigate-accounts). */
export const THROTTLED_HOURS = 24;

/**
 * What the marked access took: messages by Message-ID (`Bind`), folders (`Sync`), whole mailboxes (throttled), attachments and searches.
 * @returns one mailbox after the other, each by time; some thousand rows are in memory, however many were taken.
 */
export async function* stolenAccess(
  events: EventQueries,
  marks: readonly TheftMark[],
): AsyncGenerator<StolenAccess, void> {
  if (marks.length === 0) return;
  const name = randomUUID().replaceAll('-', '');
  const [taken, markTable] = [`taken_${name}`, `marks_${name}`];
  try {
    await events.query(
      `CREATE TABLE ${taken} AS ${takenQuery(markedEvents(await markedAccess(events, markTable, marks)))}`,
    );
    for (let from = 0; ; from += PAGE) {
      const rows = await events.query<Row>(
        `SELECT * EXCLUDE (place) FROM ${taken} WHERE place > ${from} AND place <= ${from + PAGE} ORDER BY place`,
      );
      for (const row of rows) yield accessOf(row);
      if (rows.length < PAGE) return;
    }
  } finally {
    for (const table of [taken, markTable]) await events.query(`DROP TABLE IF EXISTS ${table}`);
  }
}

const PAGE = 10_000;

interface Row extends Omit<StolenAccess, 'taken'> {
  readonly kind: Taken['kind'];
  readonly what: string | null;
}

/** @param access the query that {@link markedAccess} gives. */
function markedEvents(access: string): string {
  return `marked AS (
      SELECT e.event_id, e."at", e.operation, lower(COALESCE(e.mailbox, e.principal)) AS mailbox, e.app_id, e.ip, e.mail_access_type, e.throttled,
             e.message_ids, e.folders, e.target, e.details, e.file_id, e.raw_row, m.because
      FROM (${access}) m JOIN events e ON e.event_id = m.event_id WHERE e.category = 'mail-access')`;
}

function takenQuery(marked: string): string {
  return `WITH ${marked},
    mine AS (SELECT * FROM marked WHERE mailbox IS NOT NULL),
    named AS (
      SELECT 'message' AS kind, t.id AS what, m.* FROM mine m CROSS JOIN UNNEST(message_ids) AS t (id)
      UNION ALL SELECT 'folder' AS kind, t.id AS what, m.* FROM mine m CROSS JOIN UNNEST(COALESCE(folders, split('', ' '))) AS t (id)
        WHERE mail_access_type = 'Sync'
      UNION ALL SELECT 'mailbox' AS kind, NULL AS what, m.* FROM mine m WHERE throttled
      UNION ALL SELECT 'attachment' AS kind, target AS what, m.* FROM mine m WHERE lower(operation) = 'attachmentaccess'
      UNION ALL SELECT 'search' AS kind, COALESCE(json_extract_scalar(details, '$.QueryText'), target) AS what, m.* FROM mine m
        WHERE lower(operation) LIKE 'searchquery%'),
    grouped AS (
      SELECT mailbox, kind, what, MIN("at") AS "from", MAX("at") AS "until", COUNT(*) AS records, MIN_BY(ip, "at") AS ip,
             MIN_BY(app_id, "at") AS application, MIN(because) AS because, MIN_BY(event_id, "at") AS "eventId",
             MIN_BY(file_id, "at") AS "fileId", MIN_BY(raw_row, "at") AS "rawRow"
      FROM named GROUP BY mailbox, kind, what)
    SELECT *, ROW_NUMBER() OVER (ORDER BY mailbox, "from", kind, what) AS place FROM grouped`;
}

function accessOf({ kind, what, ...row }: Row): StolenAccess {
  return { ...row, taken: takenOf(kind, what === '' ? null : what) };
}

function takenOf(kind: Taken['kind'], what: string | null): Taken {
  switch (kind) {
    case 'message':
      return { kind, messageId: what ?? '' };
    case 'folder':
      return { kind, folder: what };
    case 'mailbox':
      return { kind };
    case 'attachment':
      return { kind, name: what };
    case 'search':
      return { kind, query: what };
  }
}

import { textLiteral } from '../detection/bind-sql.ts';
import type { EventQueries } from '../event-queries.ts';
import { LOGONS, type Logon } from '../readiness/settings/audit-settings.ts';
import { subjectIndex } from '../scope.ts';
import type { CoverageSource, CoveredSubject } from './coverage-cell.ts';

/** What the logs hold of one subject, by source and day. */
export interface PrincipalDays {
  /** Records that day; 0 where there are none. */
  readonly records: (source: CoverageSource, day: string) => number;
  /** Records in all. */
  readonly total: (source: CoverageSource) => number;
  /** Days with MailItemsAccessed of the subject's mailbox, sorted. */
  readonly mailDays: readonly string[];
  /** Whose reading of the mailbox is recorded on a day. */
  readonly readers: (day: string) => ReadonlySet<Logon>;
  /** Days on which its recording was throttled. */
  readonly throttledDays: ReadonlySet<string>;
  /** Records of its mailbox other than reading: sends, rules, changes. */
  readonly otherMail: number;
}

interface CountRow {
  readonly name: string;
  readonly source: CoverageSource | 'other-mail';
  readonly day: string;
  readonly records: number;
  readonly throttled: number;
  readonly owner: number;
  readonly delegate: number;
  readonly admin: number;
}

const NAMES_A_QUERY = 500;

/** Counts the records of each subject; one query for every 500 names. */
export async function principalDays(
  events: EventQueries,
  subjects: readonly CoveredSubject[],
): Promise<(subject: CoveredSubject) => PrincipalDays> {
  const subjectOf = subjectIndex(subjects);
  const names = [
    ...new Set(subjects.flatMap((one) => [one.id, ...one.names]).map((name) => name.toLowerCase())),
  ].sort();
  const rows = new Map<string, CountRow[]>();
  for (let start = 0; start < names.length; start += NAMES_A_QUERY) {
    for (const row of await events.query<CountRow>(countQuery(names.slice(start, start + NAMES_A_QUERY)))) {
      const id = subjectOf(row.name)?.id;
      if (id !== undefined) rows.set(id, [...(rows.get(id) ?? []), row]);
    }
  }
  return (subject) => summarise(rows.get(subject.id) ?? []);
}

/** Exchange's LogonType; a record without one is the owner's, as an application's is. */
const LOGON = { owner: 'COALESCE(logon_type, 0) = 0', delegate: 'logon_type = 2', admin: 'logon_type = 1' };
const logonFlags = LOGONS.map((logon) => `MAX(CASE WHEN ${LOGON[logon]} THEN 1 ELSE 0 END) AS ${logon}`).join(', ');

/** Reading of mail belongs to the mailbox, a message's trace to those who sent and got it, everything else to who acted. */
function countQuery(names: readonly string[]): string {
  const list = names.map(textLiteral).join(', ');
  return `
    WITH acts AS (
      SELECT CASE WHEN lower(principal) IN (${list}) THEN lower(principal)
                  WHEN principal_id IN (${list}) THEN principal_id
                  WHEN principal_type = 'service-principal' AND app_id IN (${list}) THEN app_id END AS name, source, day
      FROM events WHERE source IN ('ual', 'entra-signin', 'entra-audit', 'graph-activity', 'message-trace', 'azure-activity')
    ),
    mailed AS (
      SELECT lower(t.name) AS name, source, day FROM events CROSS JOIN UNNEST(recipients) AS t (name)
      WHERE source = 'message-trace' AND lower(t.name) IN (${list}) AND lower(t.name) <> COALESCE(lower(principal), '')
    ),
    mail AS (
      SELECT COALESCE(mailbox, lower(principal)) AS name, day, logon_type, CASE WHEN throttled THEN 1 ELSE 0 END AS throttled,
             CASE WHEN operation = 'MailItemsAccessed' THEN 'mail-access' ELSE 'other-mail' END AS source
      FROM events
      WHERE source = 'ual' AND (operation = 'MailItemsAccessed' OR category IN ('mail-send', 'mail-rule', 'mailbox-change'))
        AND COALESCE(mailbox, lower(principal)) IN (${list})
    )
    SELECT name, source, day, COUNT(*) AS records, 0 AS throttled, 0 AS owner, 0 AS delegate, 0 AS admin
    FROM (SELECT * FROM acts WHERE name IS NOT NULL UNION ALL SELECT * FROM mailed) AS theirs GROUP BY name, source, day
    UNION ALL
    SELECT name, source, day, COUNT(*), MAX(throttled), ${logonFlags} FROM mail GROUP BY name, source, day`;
}

const NOBODY: ReadonlySet<Logon> = new Set();

function summarise(rows: readonly CountRow[]): PrincipalDays {
  const counts = new Map<string, number>();
  for (const { source, day, records } of rows) {
    for (const key of [`${source} ${day}`, source]) counts.set(key, (counts.get(key) ?? 0) + records);
  }
  const mail = rows.filter((row) => row.source === 'mail-access');
  const readers = new Map<string, ReadonlySet<Logon>>();
  for (const row of mail) {
    const theirs = LOGONS.filter((logon) => row[logon] > 0);
    readers.set(row.day, new Set([...(readers.get(row.day) ?? NOBODY), ...theirs]));
  }
  return {
    records: (source, day) => counts.get(`${source} ${day}`) ?? 0,
    total: (source) => counts.get(source) ?? 0,
    mailDays: [...new Set(mail.map((row) => row.day))].sort(),
    readers: (day) => readers.get(day) ?? NOBODY,
    throttledDays: new Set(mail.filter((row) => row.throttled > 0).map((row) => row.day)),
    otherMail: counts.get('other-mail') ?? 0,
  };
}

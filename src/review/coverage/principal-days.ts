import { textLiteral } from '../detection/bind-sql.ts';
import type { EventQueries } from '../event-queries.ts';
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

/** Reading of mail belongs to the mailbox, everything else to who acted. */
function countQuery(names: readonly string[]): string {
  const list = names.map(textLiteral).join(', ');
  return `
    WITH acts AS (
      SELECT CASE WHEN lower(principal) IN (${list}) THEN lower(principal)
                  WHEN principal_id IN (${list}) THEN principal_id
                  WHEN principal_type = 'service-principal' AND app_id IN (${list}) THEN app_id END AS name, source, day
      FROM events WHERE source IN ('ual', 'entra-signin')
    ),
    mail AS (
      SELECT COALESCE(mailbox, lower(principal)) AS name, day, CASE WHEN throttled THEN 1 ELSE 0 END AS throttled,
             CASE WHEN operation = 'MailItemsAccessed' THEN 'mail-access' ELSE 'other-mail' END AS source
      FROM events
      WHERE source = 'ual' AND (operation = 'MailItemsAccessed' OR category IN ('mail-send', 'mail-rule', 'mailbox-change'))
        AND COALESCE(mailbox, lower(principal)) IN (${list})
    )
    SELECT name, source, day, COUNT(*) AS records, 0 AS throttled FROM acts WHERE name IS NOT NULL GROUP BY name, source, day
    UNION ALL
    SELECT name, source, day, COUNT(*), MAX(throttled) FROM mail GROUP BY name, source, day`;
}

function summarise(rows: readonly CountRow[]): PrincipalDays {
  const counts = new Map<string, number>();
  for (const { source, day, records } of rows) {
    for (const key of [`${source} ${day}`, source]) counts.set(key, (counts.get(key) ?? 0) + records);
  }
  const mail = rows.filter((row) => row.source === 'mail-access');
  return {
    records: (source, day) => counts.get(`${source} ${day}`) ?? 0,
    total: (source) => counts.get(source) ?? 0,
    mailDays: [...new Set(mail.map((row) => row.day))].sort(),
    throttledDays: new Set(mail.filter((row) => row.throttled > 0).map((row) => row.day)),
    otherMail: counts.get('other-mail') ?? 0,
  };
}

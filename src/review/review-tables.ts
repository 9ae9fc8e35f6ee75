import type { SqlValue, Store } from '../case/index.ts';
import type { Instant, Json } from '../core/index.ts';
import type { CoverageCell, CoverageSource, CoverageState } from './coverage/coverage-cell.ts';
import type { Answer } from './detection/answer.ts';
import type { Severity } from './detection/detection-pack.ts';
import type { Finding } from './detection/finding.ts';
import { REVIEW_MIGRATIONS } from './review-schema.ts';

/** What one review gave. */
export interface Review {
  readonly findings: readonly Finding[];
  readonly coverage: readonly CoverageCell[];
}

/** Replaces the stored review by this one, in one transaction. The same review stored twice is the same rows. */
export function storeReview(theCase: { readonly store: Store }, review: Review): void {
  const { store } = theCase;
  store.migrate('review', REVIEW_MIGRATIONS);
  store.transaction(() => {
    store.run('DELETE FROM findings');
    store.run('DELETE FROM coverage');
    for (const finding of review.findings) insert(store, 'findings', findingColumns(finding));
    for (const cell of review.coverage) insert(store, 'coverage', cellColumns(cell));
  });
}

/** The stored findings, by time, detection and id; none where no review was stored. */
export function findingsOf(store: Store): readonly Finding[] {
  if (!hasTable(store, 'findings')) return [];
  return store.all<FindingRow>("SELECT * FROM findings ORDER BY COALESCE(from_at, ''), detection, id").map(readFinding);
}

/** The stored coverage, by principal, source and day; of one principal where named. */
export function coverageOf(store: Store, principal?: string): readonly CoverageCell[] {
  if (!hasTable(store, 'coverage')) return [];
  const rows =
    principal === undefined
      ? store.all<CellRow>('SELECT * FROM coverage ORDER BY principal, source, day')
      : store.all<CellRow>('SELECT * FROM coverage WHERE principal = ? ORDER BY source, day', principal);
  return rows.map(readCell);
}

function hasTable(store: Store, name: string): boolean {
  return store.get("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", name) !== null;
}

function insert(store: Store, table: 'findings' | 'coverage', columns: Readonly<Record<string, SqlValue>>): void {
  const names = Object.keys(columns);
  const places = names.map(() => '?').join(', ');
  store.run(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`, ...Object.values(columns));
}

interface FindingRow {
  readonly id: string;
  readonly detection: string;
  readonly title: string;
  readonly severity: Severity;
  readonly attack: string;
  readonly answer: Answer;
  readonly principal: string | null;
  readonly mailbox: string | null;
  readonly application: string | null;
  readonly from_at: Instant | null;
  readonly until_at: Instant | null;
  readonly ip: string | null;
  readonly count: number;
  readonly sources: string;
  readonly days: string;
  readonly mail_access: number;
  readonly summary: string;
  readonly event_ids: string;
}

function findingColumns(finding: Finding): Readonly<Record<keyof FindingRow, SqlValue>> {
  return {
    id: finding.id,
    detection: finding.detection,
    title: finding.title,
    severity: finding.severity,
    attack: JSON.stringify(finding.attack),
    answer: finding.answer,
    principal: finding.principal,
    mailbox: finding.mailbox,
    application: finding.application,
    from_at: finding.from,
    until_at: finding.until,
    ip: finding.ip,
    count: finding.count,
    sources: JSON.stringify(finding.sources),
    days: JSON.stringify(finding.days),
    mail_access: finding.mailAccess ? 1 : 0,
    summary: JSON.stringify(finding.summary),
    event_ids: JSON.stringify(finding.eventIds),
  };
}

function readFinding(row: FindingRow): Finding {
  return {
    id: row.id,
    detection: row.detection,
    title: row.title,
    severity: row.severity,
    attack: readList(row.attack),
    answer: row.answer,
    principal: row.principal,
    mailbox: row.mailbox,
    application: row.application,
    from: row.from_at,
    until: row.until_at,
    ip: row.ip,
    count: row.count,
    sources: readList(row.sources),
    days: readList(row.days),
    mailAccess: row.mail_access === 1,
    summary: JSON.parse(row.summary) as Readonly<Record<string, Json>>,
    eventIds: readList(row.event_ids),
  };
}

interface CellRow {
  readonly id: string;
  readonly principal: string;
  readonly source: CoverageSource;
  readonly day: string;
  readonly state: CoverageState;
  readonly reason: string;
  readonly tenant_records: number;
  readonly principal_records: number;
  readonly findings: string;
}

function cellColumns(cell: CoverageCell): Readonly<Record<keyof CellRow, SqlValue>> {
  return {
    id: cell.id,
    principal: cell.principal,
    source: cell.source,
    day: cell.day,
    state: cell.state,
    reason: cell.reason,
    tenant_records: cell.tenantRecords,
    principal_records: cell.principalRecords,
    findings: JSON.stringify(cell.findings),
  };
}

function readCell(row: CellRow): CoverageCell {
  return {
    id: row.id,
    principal: row.principal,
    source: row.source,
    day: row.day,
    state: row.state,
    reason: row.reason,
    tenantRecords: row.tenant_records,
    principalRecords: row.principal_records,
    findings: readList(row.findings),
  };
}

function readList(text: string): readonly string[] {
  return JSON.parse(text) as readonly string[];
}

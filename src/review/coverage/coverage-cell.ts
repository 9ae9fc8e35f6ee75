import type { Instant, KeyedHash } from '../../core/index.ts';
import type { AuditSettings } from '../readiness/settings/audit-settings.ts';
import type { Subject } from '../scope.ts';

/** Logs that every principal has cells for: without them nobody can be cleared. */
const ALWAYS = ['entra-signin', 'ual', 'mail-access'] as const;
/** Logs that have cells where any of them is loaded; a log that nobody loaded is told of once, by readiness. */
const LOADED = ['entra-audit', 'graph-activity', 'message-trace', 'azure-activity'] as const;

/**
 * What coverage is told for: sign-ins (Entra), everything the unified audit log records, and within it the reading of mail, which
 * needs evidence of its own because it depends on the mailbox's licence and settings; then the other logs that are loaded.
 */
export const COVERAGE_SOURCES = [...ALWAYS, ...LOADED] as const;
export type CoverageSource = (typeof COVERAGE_SOURCES)[number];

/** A log of its own, with files and a time for which it keeps its records. */
export type CoveredLog = Exclude<CoverageSource, 'mail-access'>;

/** Whether a principal has cells for a source though none of it is loaded. */
export function isAlwaysCovered(source: CoverageSource): boolean {
  return ALWAYS.some((one) => one === source);
}

/**
 * What the logs can answer for one principal, source and day:
 * clean (positive evidence of logging, and nothing raised), findings, gap (silent while logged around it, or not proven), expired
 * (older than the source keeps), not-licensed, not-loaded (no file reaches there).
 */
export type CoverageState = 'clean' | 'findings' | 'gap' | 'expired' | 'not-licensed' | 'not-loaded';

/** One principal × source × day. */
export interface CoverageCell {
  /** `cov-`, ten hexadecimal digits of the principal and the source, `@` and the day: the same in every run of the case. */
  readonly id: string;
  /** The subject's id. */
  readonly principal: string;
  readonly source: CoverageSource;
  /** UTC day, YYYY-MM-DD. */
  readonly day: string;
  readonly state: CoverageState;
  /** One sentence: why. */
  readonly reason: string;
  /** Records of the source in the whole tenant that day. */
  readonly tenantRecords: number;
  /** Of them, those of this principal or its mailbox. */
  readonly principalRecords: number;
  /** Ids of the raised findings that concern the cell. */
  readonly findings: readonly string[];
}

/** Whom coverage is asked for, and from when to when (whole UTC days, both ends included). */
export interface CoveredSubject extends Subject {
  readonly kind: 'user' | 'application';
  /** resolved: the directory knows it, with the names logs use; as-written: only a name from text, which logs may not use. */
  readonly identity: 'resolved' | 'as-written';
  readonly from: Instant;
  readonly until: Instant;
  /** What the directory says of MailItemsAccessed auditing for this mailbox; 'unknown' where it says nothing. */
  readonly mailAuditing?: 'licensed' | 'not-licensed' | 'unknown';
}

/** The time one loaded log file spans, by its first and last record. */
export interface LoadedFile {
  /** ual, entra-signin, entra-audit, … */
  readonly source: string;
  readonly name: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** What is known of the logs beside their records. */
export interface LogFacts {
  readonly files: readonly LoadedFile[];
  /** The present: a day older than the retention by now can no longer be exported. */
  readonly asOf: Instant;
  /** Days each log keeps its records, where the licence gives more than is usual. */
  readonly retentionDays?: { readonly [Log in CoveredLog]?: number };
  /** What exports say of the auditing of mailboxes. */
  readonly auditing: AuditSettings;
  /** Derives the cells' ids. */
  readonly hash: KeyedHash;
}

/** Detections and log coverage over a given scope {principal, application, from, until}; it never asks why. */

export { type CellRun, cellRuns, citedCells } from './coverage/cell-run.ts';
export { coverage } from './coverage/coverage.ts';
export type {
  CoverageCell,
  CoverageSource,
  CoverageState,
  CoveredSubject,
  LoadedFile,
  LogFacts,
} from './coverage/coverage-cell.ts';
export type { Answer } from './detection/answer.ts';
export type { ParameterValues } from './detection/bind-sql.ts';
export type { DetectionPack, Severity } from './detection/detection-pack.ts';
export type { Finding } from './detection/finding.ts';
export { loadDetections } from './detection/load-detections.ts';
export { type DetectionOptions, runDetections } from './detection/run-detections.ts';
export type { EventQueries } from './event-queries.ts';
export { Remembered } from './incremental/remembered.ts';
export { rememberedQueries } from './incremental/remembered-queries.ts';
export { type Anew, type AnewOptions, reviewAnew, tableMark } from './incremental/review-anew.ts';
export type { DayMark, TableMarks } from './incremental/table-marks.ts';
export { commonIndicators } from './indicators/common-indicators.ts';
export type { Indicator, IndicatorList, UnusableIndicator } from './indicators/indicator.ts';
export { indicatorsOf, storeIndicators } from './indicators/indicator-tables.ts';
export { matchIndicators } from './indicators/match-indicators.ts';
export {
  type IndicatorShape,
  MOST_INDICATOR_BYTES,
  readIndicators,
  recogniseIndicators,
} from './indicators/read-indicators.ts';
export { PIVOT_DEFAULTS, type PivotOptions, type PivotStep, pivot } from './pivot/pivot.ts';
export type { Trace, TraceKind } from './pivot/trace.ts';
export { type MailboxGroup, mailboxGroups } from './readiness/mailbox-groups.ts';
export type { KnownMailbox, MailboxReadiness } from './readiness/mailbox-readiness.ts';
export { type Readiness, readiness, type SourceReadiness, type TenantAuditing } from './readiness/readiness.ts';
export { type AuditLicence, readinessPack } from './readiness/readiness-pack.ts';
export { readinessOf, storeReadiness } from './readiness/readiness-tables.ts';
export { type AuditSettings, NO_SETTINGS } from './readiness/settings/audit-settings.ts';
export {
  MOST_SETTINGS_BYTES,
  readAuditSettings,
  type SettingsReading,
} from './readiness/settings/read-audit-settings.ts';
export { recogniseAuditSettings } from './readiness/settings/recognise-audit-settings.ts';
export { auditSettingsOf, storeAuditSettings } from './readiness/settings/setting-tables.ts';
export { ReviewError, type ReviewErrorCode } from './review-error.ts';
export { coverageOf, findingsOf, type Review, storeReview } from './review-tables.ts';
export type { Scope, Subject } from './scope.ts';
export { loadAliases } from './sigma/alias/load-aliases.ts';
export { compileRules } from './sigma/compile/compile-rules.ts';
export { loadedSets } from './sigma/compile/loaded-sets.ts';
export type { RuleOutcome } from './sigma/compile/rule-outcome.ts';
export { readRuleFiles as readSigmaFiles } from './sigma/rule/rule-files.ts';
export { type StolenAccess, stolenAccess, type Taken, THROTTLED_HOURS } from './stolen/stolen-access.ts';
export { forgetStolenAccess, stolenAccessOf, storeStolenAccess } from './stolen/stolen-tables.ts';
export { marksOf, type TheftMark } from './stolen/theft-mark.ts';
export { type AttackRow, type AttackTimeline, attackTimeline } from './timeline/attack-timeline.ts';
export { type Timeline, type TimelineRow, timelineOf } from './timeline/timeline.ts';

/** Detections and log coverage over a given scope {principal, application, from, until}; it never asks why. */
export type { ParameterValues } from './bind-sql.ts';
export { coverage } from './coverage.ts';
export type {
  CoverageCell,
  CoverageSource,
  CoverageState,
  CoveredSubject,
  LoadedFile,
  LogFacts,
} from './coverage-cell.ts';
export type { Answer, DetectionPack, Severity } from './detection-pack.ts';
export type { EventQueries } from './event-queries.ts';
export type { Finding } from './finding.ts';
export { loadDetections } from './load-detections.ts';
export { ReviewError, type ReviewErrorCode } from './review-error.ts';
export { coverageOf, findingsOf, type Review, storeReview } from './review-tables.ts';
export { type DetectionOptions, runDetections } from './run-detections.ts';
export type { Scope, Subject } from './scope.ts';
export { type Timeline, type TimelineRow, timelineOf } from './timeline.ts';

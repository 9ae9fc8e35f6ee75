/** Detections and log coverage over a given scope {principal, application, from, until}; it never asks why. */

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
export { ReviewError, type ReviewErrorCode } from './review-error.ts';
export { coverageOf, findingsOf, type Review, storeReview } from './review-tables.ts';
export type { Scope, Subject } from './scope.ts';
export { type Timeline, type TimelineRow, timelineOf } from './timeline/timeline.ts';

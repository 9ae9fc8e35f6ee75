/** The pipeline: the only place that puts rooms in order; resumable steps, progress. */

export { type AddEvent, addPaths } from './add-paths.ts';
export { type AttackStory, attackStory } from './attack-story.ts';
export { caseReadiness } from './case-readiness.ts';
export { caseRules, giveRules, takeRules } from './case-rules.ts';
export type { DisclosureRecord } from './disclosure-record.ts';
export type { FindingRecord, ScanRecord, SummaryRecord } from './record.ts';
export { revealCredential } from './reveal-credential.ts';
export { loadedForSigma, reviewSigma } from './review-sigma.ts';
export { afterRefused } from './rule-losses.ts';
export { type RunOutcome, runCase } from './run-case.ts';
export type { RunErrorCode } from './run-error.ts';
export type { HotCredential, RunObserver } from './run-observer.ts';
export { scanPaths } from './scan-paths.ts';
export { scanRecords } from './scan-record.ts';
export { ReuseIndex, type ScanReuse } from './scan-reuse.ts';
export { type Seen, withoutSeen } from './set-aside.ts';

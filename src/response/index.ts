/** Credentials and applications as work: owner, decision, proof. */
export { buildWork } from './build-work.ts';
export { checkDecisions } from './check-decisions.ts';
export { assign, decide } from './decide.ts';
export type { SourcedSnapshot } from './directory-states.ts';
export { accountNameKey } from './named-subject.ts';
export { type Opening, openingSentence, openingsOf } from './openings.ts';
export { workItem, workItems } from './read-work.ts';
export type { ResponseErrorCode } from './response-error.ts';
export { type KinCredential, type Reuse, reuseOf } from './reuse.ts';
export { type CopyPlace, type Sighting, type Sightings, sightingsOf } from './sightings.ts';
export type { Tie, TieReason } from './tie.ts';
export {
  type Decision,
  isExposed,
  isOutstanding,
  type Proof,
  type Resolution,
  validityAt,
  type WorkItem,
} from './work-item.ts';
export { reuseText, tieText } from './worth-text.ts';

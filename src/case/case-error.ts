import { PostbreachError } from '../core/index.ts';

export type CaseErrorCode =
  | 'case-exists'
  | 'case-not-found'
  | 'not-a-case'
  | 'case-in-use'
  | 'key-needed'
  | 'key-refused'
  | 'ledger-cut'
  | 'unknown-zone'
  | 'source-not-found'
  | 'source-changed';

/** What can go wrong with a case folder. */
export class CaseError extends PostbreachError<CaseErrorCode> {}

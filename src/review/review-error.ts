import { PostbreachError } from '../core/index.ts';

export type ReviewErrorCode =
  | 'pack-unreadable'
  | 'pack-invalid'
  | 'pack-not-portable'
  | 'unknown-parameter'
  | 'bad-answer';

/** What can go wrong with a detection pack or its answer. */
export class ReviewError extends PostbreachError<ReviewErrorCode> {}

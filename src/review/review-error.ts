import { PostbreachError } from '../core/index.ts';

export type ReviewErrorCode =
  | 'pack-unreadable'
  | 'pack-invalid'
  | 'pack-not-portable'
  | 'unknown-parameter'
  | 'bad-answer'
  | 'sigma-invalid'
  | 'sigma-unsupported'
  | 'sigma-not-found'
  | 'sigma-pack-invalid';

/** What can go wrong with a detection pack or its answer. */
export class ReviewError extends PostbreachError<ReviewErrorCode> {}

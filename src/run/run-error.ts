import { PostbreachError } from '../core/index.ts';

export type RunErrorCode = 'evidence-missing' | 'secret-not-found-again';

/** What can go wrong in the pipeline that is no loss. */
export class RunError extends PostbreachError<RunErrorCode> {}

import { PostbreachError } from '../src/core/index.ts';

export type ExamplesErrorCode = 'folder-not-empty' | 'truth-missing' | 'truth-unreadable';

/** What can go wrong with the synthetic organisation. */
export class ExamplesError extends PostbreachError<ExamplesErrorCode> {}

import { PostbreachError } from '../core/index.ts';

export type DirectiveErrorCode = 'directive-not-found' | 'directive-malformed';

/** What can go wrong with directive packs. */
export class DirectiveError extends PostbreachError<DirectiveErrorCode> {}

import { PostbreachError } from '../core/index.ts';

export type IntakeErrorCode = 'input-not-found' | 'input-unreadable' | 'no-known-column' | 'unknown-zone';

/** What can go wrong with a manifest or a list of accounts as a whole; a bad row is a loss, not an error. */
export class IntakeError extends PostbreachError<IntakeErrorCode> {}

import { PostbreachError } from '../core/index.ts';

export type CliErrorCode = 'bad-option' | 'passphrase-needed' | 'cancelled' | 'identity-unreadable' | 'nothing-built';

/** What can go wrong between a person and the commands. */
export class CliError extends PostbreachError<CliErrorCode> {}

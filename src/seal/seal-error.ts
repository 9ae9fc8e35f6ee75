import { PostbreachError } from '../core/index.ts';

export type SealErrorCode = 'envelope-damaged' | 'envelope-refused' | 'key-malformed';

/** What can go wrong with keys and envelopes. */
export class SealError extends PostbreachError<SealErrorCode> {}

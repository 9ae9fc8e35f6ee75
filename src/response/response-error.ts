import { PostbreachError } from '../core/index.ts';

export type ResponseErrorCode = 'credential-not-found' | 'credential-ambiguous' | 'reason-needed';

/** What can go wrong with credentials as work. */
export class ResponseError extends PostbreachError<ResponseErrorCode> {}

import { type FailureExit, PostbreachError } from '../core/index.ts';

/** `path-not-found`, `path-not-readable`: the argument itself; what is wrong inside it is a loss row. */
export type EvidenceErrorCode = 'path-not-found' | 'path-not-readable';

/** Evidence cannot be read at all. Never thrown for bad content, which becomes a loss row or a problem flag. */
export class EvidenceError extends PostbreachError<EvidenceErrorCode> {
  constructor(code: EvidenceErrorCode, message: string, next: string, cause?: unknown) {
    const exit: FailureExit = 3;
    super(code, message, next, exit, cause);
  }
}

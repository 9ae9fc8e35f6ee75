import { PostbreachError } from '../core/index.ts';

/** What can be wrong with the rules themselves. Scanned text never raises an error. */
export type SecretsErrorCode =
  | 'rule-pack-unreadable'
  | 'rule-invalid'
  | 'pattern-unbounded'
  | 'rule-duplicate'
  | 'allow-list-invalid'
  | 'rules-not-found';

/** The one error class of this room. */
export class SecretsError extends PostbreachError<SecretsErrorCode> {
  constructor(code: SecretsErrorCode, message: string, next: string, cause?: unknown) {
    super(code, message, next, code === 'rules-not-found' ? 3 : 4, cause);
  }
}

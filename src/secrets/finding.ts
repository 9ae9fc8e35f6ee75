import type { ByteSpan, Instant } from '../core/index.ts';
import type { SecretValue } from './secret-value.ts';

/** How sure a finding is a credential in use by somebody. `low` also marks identifiers that open nothing by themselves. */
export type Confidence = 'low' | 'medium' | 'high';

/** What sort of thing a credential is, apart from whose. */
export type SecretKind =
  | 'password'
  | 'passphrase'
  | 'pin'
  | 'token'
  | 'api-key'
  | 'client-secret'
  | 'private-key'
  | 'certificate'
  | 'connection-string'
  | 'url'
  | 'cookie'
  | 'header'
  | 'mfa-seed'
  | 'recovery-code'
  | 'hash'
  | 'identifier';

/** What can be said offline of whether the credential still works. */
export interface Validity {
  readonly state: 'active' | 'expired' | 'malformed' | 'unknown';
  readonly reason: string;
  readonly mintedAt: Instant | null;
  readonly expiresAt: Instant | null;
}

/** One place in one text where a rule found a credential. */
export interface SecretFinding {
  /** The rule's id in its pack. */
  readonly rule: string;
  readonly kind: SecretKind;
  readonly confidence: Confidence;
  readonly validity: Validity;
  readonly secret: SecretValue;
  /** UTF-8 bytes of the secret in the scanned text. */
  readonly span: ByteSpan;
  /** The user, account or client id that the text or the value itself names; null where none is. */
  readonly principal: string | null;
  /** The host, tenant or service it opens, as the text or the value names it. */
  readonly host: string | null;
  /** Why this confidence, in order, for a reader (`scan --explain`). Never holds the secret. */
  readonly reasons: readonly string[];
}

/** What is known around a text that is scanned. */
export interface ScanContext {
  /** Subject of the message the text stands in; null where there is none. */
  readonly subject: string | null;
  /** What the text is: a body, an attachment or member, the subject itself, a file by itself, or what a file, folder or sheet is called. */
  readonly role: 'body' | 'attachment' | 'subject' | 'file' | 'name';
  /** When the subject is scanned: the first 2,000 characters of the body, which may say that the password is in the subject. */
  readonly companion?: string | null;
}

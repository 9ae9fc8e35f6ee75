/**
 * What a finished case is scored by. The command line fills it from the case: no credential is handed over in plaintext, the
 * scorer asks for the fingerprint of a value it knows and compares.
 */
export interface ScoredCase {
  /** The case's own fingerprint of a credential's value, in the form `ScoredCredential.fingerprint` has. */
  readonly fingerprint: (value: string) => string;
  readonly credentials: readonly ScoredCredential[];
  /** The stolen set by the outcome of its reconciliation: manifest and accounts together, without what the logs alone say. */
  readonly stolen: ScoredStolenSet;
  /** Messages selected by the accounts list alone, as if there were no manifest; leave out where it was not worked out. */
  readonly stolenByAccountsAlone?: readonly ScoredMessage[];
  /** Messages that the logs say were taken, whoever else says so; leave out where it was not worked out. */
  readonly stolenByLogs?: readonly ScoredMessage[];
  readonly findings: readonly ScoredFinding[];
  /** Cells of coverage that the case reports as anything but answered (gap, expired, not loaded). */
  readonly coverageGaps: readonly ScoredCoverageGap[];
}

export interface ScoredCredential {
  readonly fingerprint: string;
  readonly confidence: 'low' | 'medium' | 'high';
  readonly kind: string;
  readonly rule: string;
  /** Who it belongs to, as the case resolved it: address, user principal name or object id; null where unknown. */
  readonly principal: string | null;
  /** The application's display name, application id or object id. */
  readonly application?: string | null;
  /** Whether the case ties it to a principal or application of the directory, and does not merely repeat a name. */
  readonly tied?: boolean;
  readonly occurrences: readonly ScoredOccurrence[];
  /** Whether at least one occurrence stands in stolen mail. */
  readonly stolen: boolean;
  /** `proven` where a reset or a removal is proven, `deactivated` where the application's end is; anything else is open. */
  readonly resolution: string;
}

export interface ScoredOccurrence {
  /** Path of the source, relative to any folder above it, `/` between segments. */
  readonly source: string;
  readonly messageId: string | null;
  /** IMAP-style part number, or "subject". */
  readonly part: string;
}

/** One message; `from` and `sentAt` name it where it has no Message-ID. */
export interface ScoredMessage {
  readonly messageId: string | null;
  /** Address of the sender; null where unknown. */
  readonly from: string | null;
  /** RFC 3339, any zone; null where unknown. */
  readonly sentAt: string | null;
}

export interface ScoredStolenSet {
  /** On the manifest, and here in full. */
  readonly held: readonly ScoredMessage[];
  /** On the manifest, and here without an attachment or otherwise differing. */
  readonly partly: readonly ScoredMessage[];
  /** On the manifest, and not here. */
  readonly missing: readonly ScoredMessage[];
  /** Here and exchanged with a compromised account, but not on the manifest. */
  readonly extra: readonly ScoredMessage[];
}

export interface ScoredFinding {
  /** Id of the detection that fired. */
  readonly detection: string;
  /** User principal name, address or object id; null where the detection has none. */
  readonly principal: string | null;
  /** Application id, object id or display name. */
  readonly application: string | null;
  readonly ip?: string | null;
  /** RFC 3339, first and last event. */
  readonly from: string;
  readonly until: string;
}

export interface ScoredCoverageGap {
  readonly principal: string | null;
  /** Whether the directory or a record of the source knows the principal; a gap of one that neither knows is about its name, not the day. */
  readonly known: boolean;
  /** `ual` or `entra-signin`. */
  readonly source: string;
  /** UTC day, YYYY-MM-DD. */
  readonly day: string;
}

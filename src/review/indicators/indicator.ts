import type { Instant } from '../../core/index.ts';

/** What of an event an indicator is compared with. */
export type IndicatorKind =
  | 'address'
  | 'network'
  | 'domain'
  | 'url'
  | 'email'
  | 'account'
  | 'agent'
  | 'application'
  | 'session'
  | 'device'
  | 'message-id'
  /** A GUID whose meaning the list does not tell: application, session, device, principal or token. */
  | 'guid';

/** One comparison; `like` has `%` and `_` as SQL does. */
export interface Comparison {
  readonly kind: IndicatorKind;
  readonly op: 'equals' | 'like';
  /** Lower case; a network as `address/bits`. */
  readonly value: string;
}

/** Something that tells a thief, given by the user: a row of a list or a STIX indicator. */
export interface Indicator {
  /** The STIX id, or the row of the list: `row 12`. */
  readonly id: string;
  readonly name: string;
  /** True of an event where all comparisons of any one of these are. */
  readonly any: readonly (readonly Comparison[])[];
  /** When its author holds it good; null: not said. */
  readonly from: Instant | null;
  readonly until: Instant | null;
}

/** A row or object that cannot be compared with events, and why. */
export interface UnusableIndicator {
  readonly id: string;
  readonly why: string;
}

/** What a file of indicators holds. */
export interface IndicatorList {
  readonly indicators: readonly Indicator[];
  readonly unusable: readonly UnusableIndicator[];
}

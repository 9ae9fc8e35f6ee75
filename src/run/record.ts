import type { Loss, Provenance, Tally } from '../core/index.ts';
import type { Place } from '../evidence/index.ts';
import type { Confidence, SecretFinding, Strength } from '../secrets/index.ts';
import type { DisclosureRecord } from './disclosure-record.ts';

/** One occurrence, as `scan` prints it. Everything but `secret` is masked. */
export interface FindingRecord {
  readonly type: 'finding';
  readonly rule: string;
  readonly kind: SecretFinding['kind'];
  readonly confidence: Confidence;
  readonly validity: SecretFinding['validity'];
  readonly fingerprint: string;
  readonly preview: string;
  /** Only where the user asked to show secrets. */
  readonly secret?: string;
  readonly principal: string | null;
  readonly host: string | null;
  /** How long a guesser would take; one of a fixed set of values, so that it says nothing more of the value. */
  readonly strength: Strength;
  /** Keyed: equal for a password and its obvious successors; null where that says nothing. */
  readonly kinship: string | null;
  readonly provenance: Provenance;
  /** Page, slide, cell or paragraph, as a person would name it ("page 3", "Budget!B4"); null where the format has none. */
  readonly landmark: string | null;
  /** `recovered` where no list of the mailbox has the message any more. */
  readonly standing: Place['standing'];
  readonly context: string;
  readonly reasons: readonly string[];
}

/** What stood at the end. */
export interface SummaryRecord {
  readonly type: 'summary';
  readonly sources: number;
  readonly messages: number;
  readonly documents: number;
  readonly tally: Tally;
  readonly findings: { readonly [Level in Confidence]: number };
  /** Distinct secrets. */
  readonly credentials: number;
  /** Of these, such as open more than one account or host, and such as have an obvious successor. */
  readonly reuse: { readonly shared: number; readonly successive: number };
  /** Findings that stand in no count here, because an earlier scan had them or an allow-list names them. */
  readonly setAside: { readonly baseline: number; readonly allowed: number };
  readonly losses: number;
  /** Places by kind; only where disclosures were asked for. */
  readonly disclosures?: Readonly<Record<string, number>>;
  readonly bytes: number;
  readonly milliseconds: number;
}

export type ScanRecord =
  | FindingRecord
  | DisclosureRecord
  | ({ readonly type: 'loss' } & Loss)
  | ({ readonly type: 'tally'; readonly source: string } & Tally)
  | SummaryRecord;

import type { CaseProfile, LedgerHead } from '../case/index.ts';
import type { Instant } from '../core/index.ts';
import type { ClockRow } from '../directive/index.ts';
import type { WorkItem } from '../response/index.ts';
import type { CellRun, MailboxGroup, Readiness } from '../review/index.ts';
import type { DisclosurePlace, ImpactRow } from './impact-section.ts';
import type { OwnMail } from './own-mail-section.ts';

/** A number of a report with the rows behind it. */
export interface Figure {
  readonly label: string;
  readonly value: number;
  /** Section of the report that lists the rows: the id of an element in HTML, a heading in Markdown. */
  readonly rows: SectionId;
}

export type SectionId =
  | 'actions'
  | 'correspondence'
  | 'taken'
  | 'credentials'
  | 'impact'
  | 'disclosures'
  | 'review'
  | 'coverage'
  | 'readiness'
  | 'evidence'
  | 'losses';

/** How a required action stands, and on what that rests. */
export interface ActionProgress {
  readonly clock: ClockRow;
  /** `evidence`: every part of it is proven; `self-attested`: somebody said so; `open`: neither. */
  readonly standing: 'evidence' | 'self-attested' | 'open' | 'not-applicable';
  /** One plain sentence. */
  readonly sentence: string;
  readonly figures: readonly Figure[];
}

/** A stolen message, as the manifest or the list of accounts says. */
export interface CorrespondenceRow {
  readonly status: 'held' | 'partly' | 'missing' | 'extra';
  readonly tier: string;
  readonly messageId: string | null;
  readonly sentAt: string | null;
  readonly sender: string | null;
  readonly subject: string | null;
  readonly reason: string | null;
  /** How another copy may be had: who should hold one, and the query that finds it; null where none is needed. */
  readonly retrieval: string | null;
}

/** A detection's finding in the logs. */
export interface ReviewRow {
  readonly detection: string;
  readonly title: string;
  readonly severity: string;
  readonly principal: string | null;
  readonly application: string | null;
  readonly from: string;
  readonly until: string;
  readonly events: number;
  readonly summary: string;
}

/** What the logs can answer for one principal in one source: days by state. */
export interface CoverageRow {
  /** What the ids of its cells begin with. */
  readonly cells: string;
  readonly principal: string;
  readonly source: string;
  readonly days: { readonly [State: string]: number };
  /** Its days in order, like ones folded. */
  readonly runs: readonly CellRun[];
}

/** Readiness with mailboxes of which the same is to be said in one group. */
export type ReportedReadiness = Omit<Readiness, 'mailboxes'> & { readonly groups: readonly MailboxGroup[] };

/** One kind of evidence and its balance. */
export interface EvidenceRow {
  readonly kind: string;
  readonly sources: number;
  readonly expected: number | null;
  readonly read: number;
  readonly unreadable: number;
  readonly encrypted: number;
  readonly recovered: number;
  /** Sources not yet read to the end. */
  readonly unfinished: number;
}

/** Losses of one reason, with where they are. */
export interface LossRow {
  readonly reason: string;
  readonly level: string;
  readonly count: number;
  /** Up to a hundred places, in order. */
  readonly places: readonly string[];
}

/** Everything a status report says. Every text in it is masked; every number has its rows. */
export interface StatusReport {
  readonly kind: 'status';
  readonly profile: CaseProfile;
  readonly directive: {
    readonly short: string;
    readonly title: string;
    readonly issuer: string;
    readonly notes: readonly string[];
  };
  /** Effective time: as of when it speaks. */
  readonly asOf: Instant;
  readonly ledger: LedgerHead;
  /** What a manager needs, in a few sentences. */
  readonly summary: readonly string[];
  readonly actions: readonly ActionProgress[];
  readonly reports: readonly ClockRow[];
  /** Ids of all reports owed so far, those of a recurring one included. */
  readonly owed: readonly string[];
  readonly correspondence: {
    readonly held: number;
    readonly partly: number;
    readonly missing: number;
    readonly extra: number;
    /** Messages that are not held in full, then extras: at most 500, `total` in all. */
    readonly rows: readonly CorrespondenceRow[];
    readonly total: number;
    readonly tasks: number;
  };
  readonly ownMail: OwnMail;
  readonly credentials: readonly WorkItem[];
  /** What the mail discloses beside credentials, by kind. */
  readonly impact: readonly ImpactRow[];
  /** The first places of each kind. */
  readonly disclosed: readonly DisclosurePlace[];
  readonly review: readonly ReviewRow[];
  readonly coverage: readonly CoverageRow[];
  /** What is written down at all, as of the last review; null where there was none. */
  readonly readiness: ReportedReadiness | null;
  readonly evidence: readonly EvidenceRow[];
  readonly losses: readonly LossRow[];
  /** What mailed passwords opened, a sentence for each attachment. */
  readonly openings: readonly string[];
}

import type { Instant, Json } from '../../core/index.ts';
import type { Answer } from './answer.ts';
import type { Severity } from './detection-pack.ts';

/** One detection's hit, or what it says instead of one. */
export interface Finding {
  /** `fnd-` and 20 hexadecimal digits; the same evidence gives the same id under the same key. */
  readonly id: string;
  readonly detection: string;
  readonly title: string;
  readonly severity: Severity;
  /** ATT&CK technique ids. */
  readonly attack: readonly string[];
  /**
   * raised: what the detection looks for was found. no-baseline: something would have been compared with the past, and the logs do
   * not reach there. set-aside: known noise, counted and not raised. not-answerable: none of the logs it needs is loaded.
   */
  readonly answer: Answer;
  /** Who acted: the scope's id of it where it is in scope, else the name recorded. */
  readonly principal: string | null;
  /** Owner of the mailbox concerned, likewise. */
  readonly mailbox: string | null;
  readonly application: string | null;
  /** First and last event of the finding; null only for what is not answerable. */
  readonly from: Instant | null;
  readonly until: Instant | null;
  readonly ip: string | null;
  /** How many events stand behind it; `eventIds` may hold fewer. */
  readonly count: number;
  readonly sources: readonly string[];
  /** UTC days with evidence, sorted. */
  readonly days: readonly string[];
  /** Whether what it concerns is access to mail. */
  readonly mailAccess: boolean;
  readonly summary: Readonly<Record<string, Json>>;
  /** Evidence: at most 100 event ids. */
  readonly eventIds: readonly string[];
}

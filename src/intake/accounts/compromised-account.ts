import type { Instant, Loss, Tally } from '../../core/index.ts';

/** A mailbox, or a whole domain of mailboxes, whose mail was stolen: what selects the correspondence. */
export interface CompromisedAccount {
  /** Line of the row in the list, from 1; for a JSON array the element's index, from 1. */
  readonly row: number;
  /** Its address and its aliases, lower case; empty for a domain. */
  readonly addresses: readonly string[];
  /** Lower case; null for a single account. */
  readonly domain: string | null;
  /** Whether the domain's subdomains are meant too: only where it is written `*.domain` or `.domain`. */
  readonly subdomains: boolean;
  /** Display name; a label, never matched. */
  readonly name: string | null;
  readonly shared: boolean;
  /** Only mail sent in this time was stolen; both ends included, null where open. */
  readonly from: Instant | null;
  readonly until: Instant | null;
  readonly problems: readonly AccountProblem[];
}

/** A date that was given and could not be read leaves that end open. */
export type AccountProblem = 'unreadable-date' | 'ambiguous-date';

/** What reading a list of accounts yields: a loss for every row that is none, and the balance last. */
export type AccountEvent =
  | { readonly type: 'account'; readonly account: CompromisedAccount }
  | { readonly type: 'loss'; readonly loss: Loss }
  | { readonly type: 'tally'; readonly tally: Tally };

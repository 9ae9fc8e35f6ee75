/** What the generator wrote. */
export interface OrganisationSummary {
  readonly seed: number;
  /** Different messages, among them those that no mailbox of ours holds. */
  readonly letters: number;
  /** Messages in our mailboxes; one sent to three colleagues counts four times. */
  readonly messages: number;
  readonly mailboxes: number;
  readonly files: number;
  readonly bytes: number;
  readonly credentials: number;
  readonly credentialKinds: number;
  readonly stolen: { readonly held: number; readonly partly: number; readonly missing: number; readonly extra: number };
  /** Rows of the three logs, repeated ones included. */
  readonly logRecords: number;
}

/** Files written so far. */
export interface GeneratorProgress {
  readonly done: number;
  readonly total: number;
}

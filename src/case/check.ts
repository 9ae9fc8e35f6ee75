/** One thing that was checked. `detail` is a plain sentence. */
export interface Check {
  readonly what: 'ledger' | 'evidence' | 'key' | 'report' | 'log file' | 'tally' | 'state' | 'decisions';
  readonly subject: string;
  readonly ok: boolean;
  readonly detail: string;
}

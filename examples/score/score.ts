/** How many of how many. */
export interface Ratio {
  readonly right: number;
  readonly of: number;
}

/** A finished case against the ground truth. */
export interface Score {
  readonly seed: number;
  /** Planted credentials found at any confidence, and at medium or higher. */
  readonly credentials: Ratio;
  readonly credentialsMedium: Ratio;
  readonly kinds: Ratio;
  /** Ids of planted credentials that were not found. */
  readonly credentialsMissed: readonly string[];
  /** Of the findings at medium or higher, those that are planted credentials (or stand beside one). */
  readonly precision: Ratio;
  /** False alarms at medium or higher: in decoys, and anywhere else. */
  readonly falseAlarms: { readonly onDecoys: number; readonly elsewhere: number; readonly rules: readonly string[] };
  /** Places (message in a file) of planted credentials that were found. */
  readonly occurrences: Ratio;
  /** Found credentials whose mark "stands in stolen mail" is right. */
  readonly stolenMarks: Ratio;
  /** Found credentials of a principal or application of ours that were tied to it. */
  readonly owners: Ratio;
  readonly stolenRecall: Ratio;
  readonly stolenPrecision: Ratio;
  /** From the accounts list alone; null where the case did not work it out. */
  readonly accountsAlone: { readonly recall: Ratio; readonly precision: Ratio; readonly reachable: Ratio } | null;
  /** From the logs; null where the case did not work it out. */
  readonly byLogs: { readonly recall: Ratio; readonly precision: Ratio } | null;
  /** Messages whose status is right, by status. */
  readonly reconciliation: {
    readonly held: Ratio;
    readonly partly: Ratio;
    readonly missing: Ratio;
    readonly extra: Ratio;
  };
  readonly attack: Ratio;
  readonly attackMissed: readonly string[];
  /** Findings that no step asks for: about those who took part in the attack, while it went on, and about others. */
  readonly otherFindings: { readonly ofAttack: number; readonly elsewhere: number };
  /** Days without records that were reported for at least one principal, and days with records reported as a gap. */
  readonly coverage: Ratio;
  readonly falseGapDays: number;
  /** Resets that the later snapshot proves and the case calls proven. */
  readonly resets: Ratio;
  /** Credentials called proven although nothing proves it. */
  readonly falselyProven: readonly string[];
  /** Planted credentials that are tied to somebody who is not their owner. */
  readonly falselyTied: readonly string[];
}

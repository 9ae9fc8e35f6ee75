import type { SecretFinding } from '../finding.ts';
import { SecretValue } from '../secret-value.ts';
import type { ScanOutcome } from '../text-scanner.ts';

/** A finding between two threads: what is passed on is copied, and a `SecretValue` cannot be. It is in memory alone, and wrapped again at once. */
type BareFinding = Omit<SecretFinding, 'secret'> & { readonly secret: string };

type BareOutcome =
  | { readonly type: 'scanned'; readonly findings: readonly BareFinding[] }
  | Extract<ScanOutcome, { type: 'lost' }>;

/** What a thread says: first that it is ready, then an outcome for each text of each order. */
export type ThreadAnswer = 'ready' | readonly BareOutcome[];

/** Outcomes as a thread passes them on. */
export function bared(outcomes: readonly ScanOutcome[]): readonly BareOutcome[] {
  return outcomes.map((outcome) => {
    if (outcome.type === 'lost') return outcome;
    const findings = outcome.findings.map((finding) => ({ ...finding, secret: finding.secret.reveal() }));
    return { type: 'scanned', findings };
  });
}

/** Outcomes as everybody else knows them. */
export function wrapped(outcomes: readonly BareOutcome[]): readonly ScanOutcome[] {
  return outcomes.map((outcome) => {
    if (outcome.type === 'lost') return outcome;
    const findings = outcome.findings.map((finding) => ({ ...finding, secret: new SecretValue(finding.secret) }));
    return { type: 'scanned', findings };
  });
}

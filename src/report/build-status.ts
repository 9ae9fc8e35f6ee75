import type { CaseView } from '../case/index.ts';
import type { Instant } from '../core/index.ts';
import { type ClockRow, directiveClock, loadDirective } from '../directive/index.ts';
import { isOutstanding, type WorkItem, workItems } from '../response/index.ts';
import { actionProgress } from './action-progress.ts';
import { correspondence } from './correspondence-section.ts';
import { evidenceRows, lossRows } from './evidence-section.ts';
import { coverageRows, reviewRows } from './review-section.ts';
import type { ActionProgress, EvidenceRow, LossRow, StatusReport } from './status-report.ts';

type Reported = Pick<CaseView, 'profile' | 'store' | 'head'>;

/**
 * The status of a case as of `asOf`, read from its tables.
 * @param submitted ids of reports handed in, as the ledger says.
 */
export function buildStatus(view: Reported, asOf: Instant, submitted: ReadonlySet<string>): StatusReport {
  const { store, profile, head } = view;
  const pack = loadDirective(profile.directive);
  const credentials = workItems(store);
  const measured = {
    credentials,
    correspondence: correspondence(store),
    review: reviewRows(store),
    coverage: coverageRows(store),
  };
  const rows = directiveClock(pack, {
    now: asOf,
    zone: profile.zone,
    affected: 'notified',
    submitted,
    done: new Set(),
    completedAt: null,
  });
  const actions = rows.filter((row) => row.what === 'action').map((row) => progressOf(row, measured));
  const evidence = evidenceRows(store);
  const losses = lossRows(store);
  return {
    kind: 'status',
    profile,
    directive: { short: pack.short, title: pack.title, issuer: pack.issuer, notes: pack.notes },
    asOf,
    ledger: head,
    summary: summaryOf({ ...measured, evidence, losses, clock: rows }),
    actions,
    reports: rows.filter((row) => row.what === 'report'),
    ...measured,
    evidence,
    losses,
  };
}

/** An action that evidence or attestation completes is done on the clock too. */
function progressOf(row: ClockRow, measured: Parameters<typeof actionProgress>[1]): ActionProgress {
  const progress = actionProgress(row, measured);
  const complete = progress.standing === 'evidence' || progress.standing === 'self-attested';
  return complete ? { ...progress, clock: { ...row, state: 'done' } } : progress;
}

interface Summarised {
  readonly credentials: readonly WorkItem[];
  readonly correspondence: StatusReport['correspondence'];
  readonly review: StatusReport['review'];
  readonly coverage: StatusReport['coverage'];
  readonly evidence: readonly EvidenceRow[];
  readonly losses: readonly LossRow[];
  readonly clock: readonly ClockRow[];
}

function summaryOf(facts: Summarised): readonly string[] {
  return [
    stolenSentence(facts),
    credentialSentence(facts),
    reviewSentence(facts),
    lossSentence(facts),
    ...clockSentences(facts),
  ];
}

function stolenSentence({ correspondence: { held, partly, missing, extra } }: Summarised): string {
  const known = held + partly + missing + extra;
  if (known === 0)
    return 'No manifest of stolen messages and no list of compromised accounts has been read, so nothing is known to be stolen.';
  return `${known} stolen messages are known: ${held} held in full, ${partly} in part, ${missing} missing, and ${extra} more with compromised accounts that the manifest does not name.`;
}

function credentialSentence({ credentials }: Summarised): string {
  const stolen = credentials.filter((item) => item.stolen && item.confidence !== 'low');
  const outstanding = stolen.filter(isOutstanding);
  const privileged = outstanding.filter((item) => item.privileged).length;
  const proven = stolen.filter((item) => 'proof' in item.resolution).length;
  return `${stolen.length} credentials stood in stolen mail: ${proven} are proven reset or deactivated, ${outstanding.length} are outstanding${privileged > 0 ? `, ${privileged} of them privileged` : ''}.`;
}

function reviewSentence({ review, coverage }: Summarised): string {
  if (coverage.length === 0) return 'The logs have not been reviewed for any exposed principal.';
  const severe = review.filter((row) => row.severity === 'critical' || row.severity === 'high').length;
  const holes = coverage.filter((row) => row.holes.length > 0).length;
  const use =
    review.length === 0
      ? 'No sign of use was found in the logs'
      : `The logs hold ${review.length} findings, ${severe} of them high or critical`;
  const gaps =
    holes === 0
      ? 'they answer for every exposed day'
      : `for ${holes} principals and sources they cannot answer for every day`;
  return `${use}; ${gaps}.`;
}

function lossSentence({ losses, evidence }: Summarised): string {
  const lost = losses.reduce((sum, row) => sum + row.count, 0);
  const unfinished = evidence.reduce((sum, row) => sum + row.unfinished, 0);
  const open = unfinished === 0 ? '' : ` ${unfinished} sources are not read to their end yet.`;
  return lost === 0
    ? `Nothing that was given to us went unread.${open}`
    : `${lost} things could not be read; each is listed with its reason.${open}`;
}

function clockSentences({ clock }: Summarised): readonly string[] {
  const overdue = clock.filter((row) => row.state === 'overdue');
  const next = clock
    .filter((row) => row.state === 'due' && row.due !== null)
    .sort((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1))[0];
  const late = overdue.length === 0 ? [] : [`Overdue: ${overdue.map((row) => row.title).join('; ')}.`];
  return next === undefined
    ? late
    : [...late, `Next deadline: ${next.title}, ${next.due?.slice(0, 16).replace('T', ' ')}Z.`];
}

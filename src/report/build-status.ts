import type { CaseView } from '../case/index.ts';
import type { Instant } from '../core/index.ts';
import { type ClockRow, directiveClock, loadDirective } from '../directive/index.ts';
import { openingSentence, openingsOf, workItems } from '../response/index.ts';
import { commonIndicators, mailboxGroups, type Readiness, readinessOf } from '../review/index.ts';
import { actionProgress } from './action-progress.ts';
import { correspondence } from './correspondence-section.ts';
import { evidenceRows, lossRows } from './evidence-section.ts';
import { disclosurePlaces, impactRows } from './impact-section.ts';
import { ownMail } from './own-mail-section.ts';
import { coverageRows, reviewRows } from './review-section.ts';
import type { ActionProgress, ReportedReadiness, StatusReport } from './status-report.ts';
import { summaryOf } from './summary.ts';

/** Places of each kind that the report lists; `postbreach disclosures` lists all. */
const PLACES_OF_A_KIND = 5;

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
    ownMail: ownMail(store),
    impact: impactRows(store),
    review: reviewRows(store),
    coverage: coverageRows(store),
    readiness: reportedReadiness(readinessOf(store)),
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
  const owed = rows.filter((row) => row.what === 'report');
  const evidence = evidenceRows(store);
  const losses = lossRows(store);
  const openings = openingsOf(store, null).map(openingSentence);
  return {
    kind: 'status',
    profile,
    directive: { short: pack.short, title: pack.title, issuer: pack.issuer, notes: pack.notes },
    asOf,
    ledger: head,
    summary: summaryOf({
      ...measured,
      evidence,
      losses,
      openings,
      commonIndicators: commonIndicators(store),
      clock: [...actions.map((one) => one.clock), ...owed],
      zone: profile.zone,
    }),
    actions,
    reports: recent(owed),
    owed: owed.map((row) => row.id),
    ...measured,
    disclosed: measured.impact.flatMap(({ kind }) => [...disclosurePlaces(store, kind, PLACES_OF_A_KIND)]),
    evidence,
    losses,
    openings,
  };
}

/** An action that evidence or attestation completes is done on the clock too. */
function progressOf(row: ClockRow, measured: Parameters<typeof actionProgress>[1]): ActionProgress {
  const progress = actionProgress(row, measured);
  const complete = progress.standing === 'evidence' || progress.standing === 'self-attested';
  return complete ? { ...progress, clock: { ...row, state: 'done' } } : progress;
}

const RECENT = 4;

/** Of a report that recurs, the newest that have passed and the next; the summary counts the others. */
function recent(reports: readonly ClockRow[]): readonly ClockRow[] {
  return [...Map.groupBy(reports, (row) => row.title).values()].flatMap((rows) => rows.slice(-RECENT));
}

function reportedReadiness(readiness: Readiness | null): ReportedReadiness | null {
  if (readiness === null) return null;
  const { mailboxes, ...rest } = readiness;
  return { ...rest, groups: mailboxGroups(mailboxes) };
}

import { counted } from '../core/index.ts';
import type { ClockRow, Measure } from '../directive/index.ts';
import { isExposed, isOutstanding, type WorkItem } from '../response/index.ts';
import { citation, cleanRuns } from './cited-cells.ts';
import type { ActionProgress, CoverageRow, Figure, ReviewRow, SectionId, StatusReport } from './status-report.ts';

/** What the measures are taken from. */
export interface Measured {
  readonly credentials: readonly WorkItem[];
  readonly correspondence: StatusReport['correspondence'];
  readonly impact: StatusReport['impact'];
  readonly review: readonly ReviewRow[];
  readonly coverage: readonly CoverageRow[];
}

type Standing = Pick<ActionProgress, 'standing' | 'sentence' | 'figures'>;

/** How an action stands, by its measure. */
export function actionProgress(clock: ClockRow, measured: Measured): ActionProgress {
  if (clock.state === 'not-applicable') {
    return { clock, standing: 'not-applicable', sentence: 'Nothing is asked for.', figures: [] };
  }
  const measure = clock.measures ?? 'attested';
  return { clock, ...MEASURES[measure](measured) };
}

const MEASURES: { readonly [Name in Measure]: (measured: Measured) => Standing } = {
  'credentials-remediated': ({ credentials }) => credentialsRemediated(exposed(credentials)),
  'applications-decided': ({ credentials }) => applicationsDecided(exposed(credentials)),
  'logs-reviewed': logsReviewed,
  'correspondence-identified': correspondenceIdentified,
  'own-findings-notified': ownFindings,
  attested: () => ({ standing: 'open', sentence: 'Nobody has attested it yet.', figures: [] }),
};

function exposed(credentials: readonly WorkItem[]): readonly WorkItem[] {
  return credentials.filter(isExposed);
}

function figure(value: number, label: string, rows: SectionId): Figure {
  return { value, label, rows };
}

function credentialsRemediated(items: readonly WorkItem[]): Standing {
  const proven = items.filter((item) => 'proof' in item.resolution).length;
  const kept = items.filter((item) => item.resolution.state === 'kept').length;
  const planned = items.filter((item) => item.resolution.state === 'decided').length;
  const open = items.length - proven - kept - planned;
  const figures = [
    figure(items.length, 'credentials in stolen mail', 'credentials'),
    figure(proven, 'proven reset or deactivated', 'credentials'),
    figure(kept, 'kept with a reason (self-attested)', 'credentials'),
    figure(planned, 'decided, not proven (self-attested)', 'credentials'),
    figure(open, 'open', 'credentials'),
  ];
  // Nothing found is nothing proven: there may be no manifest yet, or no run.
  if (items.length === 0)
    return { standing: 'open', sentence: 'No credential is known to stand in stolen mail.', figures };
  const sentence = `${proven} of ${items.length} exposed credentials are proven reset or deactivated; ${open} are open.`;
  return { standing: standing(items.length === proven, open + planned === 0), sentence, figures };
}

function standing(proven: boolean, said: boolean): ActionProgress['standing'] {
  if (proven) return 'evidence';
  return said ? 'self-attested' : 'open';
}

function applicationsDecided(items: readonly WorkItem[]): Standing {
  const byApplication = Map.groupBy(
    items.filter((item) => item.applicationId !== null),
    (item) => item.applicationId,
  );
  const closed = [...byApplication.values()].filter((group) => !group.some(isOutstanding)).length;
  const total = byApplication.size;
  const figures = [
    figure(total, 'applications with exposed credentials', 'credentials'),
    figure(closed, 'with every credential closed', 'credentials'),
  ];
  const sentence =
    total === 0
      ? 'No exposed credential is tied to an application of the directory.'
      : `${closed} of ${total} applications have every exposed credential reset, deactivated or kept with a reason.`;
  const proven = [...byApplication.values()].every((group) => group.every((item) => 'proof' in item.resolution));
  return { standing: standing(total > 0 && proven, total > 0 && closed === total), sentence, figures };
}

function logsReviewed({ coverage, review }: Measured): Standing {
  const days = (state: string) => coverage.reduce((sum, row) => sum + (row.days[state] ?? 0), 0);
  const clean = days('clean');
  const withFindings = days('findings');
  const total = coverage.reduce((sum, row) => sum + Object.values(row.days).reduce((a, b) => a + b, 0), 0);
  const unanswered = total - clean - withFindings;
  const principals = new Set(coverage.map((row) => row.principal)).size;
  const figures = [
    figure(principals, 'exposed principals reviewed', 'coverage'),
    ...(review.length === 0 ? [] : [figure(review.length, 'findings', 'review')]),
    figure(clean, 'principal-days clean', 'coverage'),
    figure(unanswered, 'principal-days that no log answers for', 'coverage'),
  ];
  const sentence =
    total === 0
      ? 'No log review has been run for an exposed principal.'
      : `${review.length === 0 ? 'No finding was raised, and of' : `${counted(review.length, 'finding')}. Of`} ${total} days (each principal or application, source and day is one) ${clean} are clean on evidence of logging${clean === 0 ? '' : ` ${citation(cleanRuns(coverage.flatMap(({ runs }) => runs)))}`} and ${unanswered} cannot be answered.`;
  return { standing: total > 0 && clean === total ? 'evidence' : 'open', sentence, figures };
}

function correspondenceIdentified({ correspondence, impact }: Measured): Standing {
  const { held, partly, missing, extra, tasks } = correspondence;
  const figures = [
    figure(held, 'stolen messages held in full', 'correspondence'),
    figure(partly, 'held in part', 'correspondence'),
    figure(missing, 'missing', 'correspondence'),
    figure(extra, 'with compromised accounts, beyond the manifest', 'correspondence'),
    figure(tasks, 'retrieval tasks', 'correspondence'),
    figure(impact.length, 'kinds of disclosures beside credentials', 'impact'),
    figure(
      impact.reduce((sum, row) => sum + row.places, 0),
      'places of such disclosures',
      'impact',
    ),
  ];
  const found = `${held} of ${held + partly + missing} messages of the manifest are held in full, ${missing} are missing`;
  return { standing: 'open', sentence: `${found}. The impact analysis is still to be written.`, figures };
}

function ownFindings({ credentials }: Measured): Standing {
  const own = exposed(credentials).length;
  const sentence = `${own} credentials were found by own analysis; notify the issuer of them. Whether that was done, nobody has attested yet.`;
  return { standing: 'open', sentence, figures: [figure(own, 'credentials found by own analysis', 'credentials')] };
}

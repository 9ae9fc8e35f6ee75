import { counted } from '../core/index.ts';
import type { ClockRow } from '../directive/index.ts';
import { isExposed, isOutstanding, type WorkItem } from '../response/index.ts';
import { citation, cleanRuns } from './cited-cells.ts';
import { zonedText } from './clock-text.ts';
import type { EvidenceRow, LossRow, StatusReport } from './status-report.ts';

/** What the summary is made of. */
export interface Summarised {
  readonly credentials: readonly WorkItem[];
  readonly correspondence: StatusReport['correspondence'];
  readonly impact: StatusReport['impact'];
  readonly review: StatusReport['review'];
  readonly coverage: StatusReport['coverage'];
  readonly commonIndicators: readonly string[];
  readonly evidence: readonly EvidenceRow[];
  readonly losses: readonly LossRow[];
  readonly openings: readonly string[];
  readonly clock: readonly ClockRow[];
  readonly zone: string;
}

/** What a manager needs, in a few sentences: what was stolen, what a thief can use, whether it was used, what is lost, what is due. */
export function summaryOf(facts: Summarised): readonly string[] {
  return [
    stolenSentence(facts),
    credentialSentence(facts),
    ...openingSentences(facts),
    ...impactSentences(facts),
    reviewSentence(facts),
    ...commonSentences(facts),
    lossSentence(facts),
    ...clockSentences(facts),
  ];
}

function stolenSentence({ correspondence: { held, partly, missing, extra } }: Summarised): string {
  const known = held + partly + missing + extra;
  if (known === 0) {
    return 'No manifest of stolen messages and no list of compromised accounts has been read, so nothing is known to be stolen.';
  }
  const beyond =
    extra === 0
      ? ''
      : `, and ${extra} that the manifest does not name were exchanged with compromised accounts, quote them, or stood in a folder that was taken`;
  return `${counted(known, 'stolen message is', 'stolen messages are')} known: ${held} held in full, ${partly} in part, ${missing} missing${beyond}.`;
}

function credentialSentence({ credentials }: Summarised): string {
  const likely = credentials.filter((item) => item.confidence !== 'low' && item.resolution.state !== 'false-positive');
  const stolen = likely.filter(isExposed);
  const outstanding = stolen.filter(isOutstanding);
  const privileged = outstanding.filter((item) => item.privileged).length;
  const proven = stolen.filter((item) => 'proof' in item.resolution).length;
  const whose = privileged > 0 ? `, ${privileged} of them privileged` : '';
  return `${counted(likely.length, 'credential was', 'credentials were')} found, ${stolen.length} of them in stolen mail: ${proven} proven reset or deactivated, ${outstanding.length} outstanding${whose}.`;
}

function openingSentences({ openings }: Summarised): readonly string[] {
  if (openings.length === 0) return [];
  const what = counted(openings.length, 'locked attachment was', 'locked attachments were');
  return [`${what} opened by a password that was mailed too: whoever has the mail can open it.`];
}

/** Never as loud as a credential: one sentence for all of it. */
function impactSentences({ impact }: Summarised): readonly string[] {
  if (impact.length === 0) return [];
  const places = impact.reduce((sum, row) => sum + row.places, 0);
  const personal = impact.filter(({ category }) => category === 'personal').reduce((sum, row) => sum + row.places, 0);
  const markings = impact.filter(({ category }) => category === 'marking').reduce((sum, row) => sum + row.places, 0);
  return [
    `Beside credentials ${counted(places, 'place discloses', 'places disclose')} what helps an attacker or has to be reported: ${counted(impact.length, 'kind', 'kinds')}; ${counted(personal, 'place', 'places')} with personal data, ${counted(markings, 'control marking', 'control markings')}.`,
  ];
}

function reviewSentence({ review, coverage }: Summarised): string {
  if (coverage.length === 0) return 'The logs have not been reviewed for any exposed principal.';
  const total = daysOf(coverage, () => true);
  const answered = daysOf(coverage, (state) => state === 'clean' || state === 'findings');
  if (answered === 0)
    return 'The logs that were loaded answer for none of the exposed principals: whether anything was used is not known.';
  const severe = review.filter((row) => row.severity === 'critical' || row.severity === 'high').length;
  const use =
    review.length === 0
      ? `No sign of use was found on the ${answered} days that the logs answer for ${citation(cleanRuns(coverage.flatMap(({ runs }) => runs)))}`
      : `The logs hold ${counted(review.length, 'finding', 'findings')}, ${severe} of them high or critical`;
  const share = Math.round((100 * (total - answered)) / total);
  const gaps =
    total === answered ? 'they answer for every exposed day' : `for ${share}% of the exposed days no log can answer`;
  return `${use}; ${gaps}.`;
}

function commonSentences({ commonIndicators }: Summarised): readonly string[] {
  if (commonIndicators.length === 0) return [];
  const what = counted(commonIndicators.length, 'indicator is', 'indicators are');
  return [
    `${what} borne by so many accounts that nobody's mail is marked by it: ${commonIndicators.slice(0, 3).join('; ')}.`,
  ];
}

function daysOf(coverage: Summarised['coverage'], wanted: (state: string) => boolean): number {
  return coverage.reduce(
    (sum, row) =>
      sum + Object.entries(row.days).reduce((days, [state, count]) => days + (wanted(state) ? count : 0), 0),
    0,
  );
}

function lossSentence({ losses, evidence }: Summarised): string {
  const lost = losses.reduce((sum, row) => sum + row.count, 0);
  const unfinished = evidence.reduce((sum, row) => sum + row.unfinished, 0);
  const open = unfinished === 0 ? '' : ` ${counted(unfinished, 'source is', 'sources are')} not read to the end yet.`;
  if (lost === 0) return `Nothing that was read was lost.${open}`;
  return `${counted(lost, 'thing', 'things')} could not be read, each for a reason given below.${open}`;
}

function clockSentences({ clock, zone }: Summarised): readonly string[] {
  if (clock.some((row) => row.state === 'closed'))
    return ['The issuer has closed the directive; its deadlines are kept for the record.'];
  const overdue = Map.groupBy(
    clock.filter((row) => row.state === 'overdue'),
    (row) => row.title,
  );
  const names = [...overdue].map(([title, rows]) => (rows.length > 1 ? `${title} (${rows.length} times)` : title));
  const late = names.length === 0 ? [] : [`Overdue: ${names.join('; ')}.`];
  const [next] = clock
    .filter((row) => row.state === 'due' && row.due !== null)
    .sort((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1));
  return next === undefined || next.due === null
    ? late
    : [...late, `Next deadline: ${next.title}, ${zonedText(next.due, zone)}.`];
}

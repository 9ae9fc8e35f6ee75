import { reuseText, validityAt, type WorkItem } from '../response/index.ts';
import type { CellRun } from '../review/index.ts';
import { strengthText } from '../secrets/index.ts';
import { cleanRuns, restingOn } from './cited-cells.ts';
import { impactTables } from './impact-table.ts';
import { ownMailTable } from './own-mail-table.ts';
import { readinessTable } from './readiness-table.ts';
import type { StatusReport } from './status-report.ts';
import type { ReportTable } from './table-shape.ts';

export type { ReportTable } from './table-shape.ts';

/** The tables of a status report, in order. */
export function reportTables(report: StatusReport): readonly ReportTable[] {
  return [
    credentialTable(report),
    correspondenceTable(report),
    ownMailTable(report, timeText),
    ...impactTables(report),
    reviewTable(report),
    coverageTable(report),
    readinessTable(report.readiness),
    evidenceTable(report),
    lossTable(report),
  ];
}

/** A time as reports write it: "2024-04-08 12:00Z"; null stays null. */
export function timeText(at: string | null): string | null {
  return at === null ? null : `${at.slice(0, 10)} ${at.slice(11, 16)}Z`;
}

function credentialTable(report: StatusReport): ReportTable {
  const shown = report.credentials.filter((item) => item.confidence !== 'low');
  const low = report.credentials.length - shown.length;
  return {
    id: 'credentials',
    title: 'Credentials',
    caption:
      'Every distinct credential found in the mail, surest first. Values are masked; `postbreach credentials CASE show ID` tells more.',
    columns: [
      'Id',
      'Kind',
      'Preview',
      'Principal or application',
      'Owner',
      'Stolen',
      'Validity',
      'Strength and reuse',
      'Where it stands',
      'Places',
    ],
    rows: shown.map((item) => [
      item.id.slice(0, SHOWN_ID),
      `${item.rule} (${item.confidence})`,
      item.preview,
      whoseText(item),
      item.owner ?? (item.sharedBy === null ? null : `not known; sent by ${item.sharedBy}`),
      stolenText(item),
      validityText(item, report.asOf),
      worthText(item),
      standingText(item.resolution),
      item.occurrences,
    ]),
    empty: 'No credential of medium or high confidence was found.',
    more:
      low === 0
        ? null
        : `${low} identifiers and weak findings of low confidence are not listed: postbreach credentials lists them.`,
  };
}

function whoseText(item: StatusReport['credentials'][number]): string | null {
  const names = [item.principalName ?? item.namedPrincipal, item.applicationName, item.host];
  return [...new Set(names)].filter((name) => name !== null).join(', ') || null;
}

function worthText({ strength, reuse }: WorkItem): string {
  return [strengthText(strength), reuseText(reuse)].filter((text) => text !== null).join('; ');
}

function standingText(resolution: StatusReport['credentials'][number]['resolution']): string {
  switch (resolution.state) {
    case 'open':
      return 'open';
    case 'decided':
      return `to ${resolution.decision}, not proven (self-attested by ${resolution.by}, ${timeText(resolution.at)})`;
    case 'kept':
    case 'false-positive':
      return `${resolution.state} (self-attested by ${resolution.by}): ${resolution.reason}`;
    case 'reset':
    case 'deactivated':
      return `${resolution.state}, proven: ${resolution.proof.detail}`;
  }
}

function correspondenceTable({ correspondence }: StatusReport): ReportTable {
  const { rows, total } = correspondence;
  return {
    id: 'correspondence',
    title: 'Stolen messages that we do not hold in full',
    caption:
      'Messages of the manifest that are missing or held in part, and messages that the manifest lacks: exchanged with compromised accounts, or in a folder taken out of our own mailboxes.',
    columns: ['Status', 'Match', 'Message-ID', 'Sent', 'From', 'Subject (masked)', 'Why', 'How to get it'],
    rows: rows.map((row) => [
      row.status,
      row.tier,
      row.messageId,
      timeText(row.sentAt),
      row.sender,
      row.subject,
      row.reason,
      row.retrieval,
    ]),
    empty: 'Every stolen message we know of is held in full.',
    more: total > rows.length ? `${total - rows.length} more rows stand in the case.` : null,
  };
}

function reviewTable({ review, coverage }: StatusReport): ReportTable {
  return {
    id: 'review',
    title: 'Findings in the logs',
    caption: 'What the detections found for exposed principals and applications.',
    columns: ['Detection', 'Severity', 'Principal', 'Application', 'From', 'Until', 'Events', 'What'],
    rows: review.map((row) => [
      row.title,
      row.severity,
      row.principal,
      row.application,
      timeText(row.from),
      timeText(row.until),
      row.events,
      row.summary,
    ]),
    empty: restingOn(
      'The detections found nothing in the logs that were loaded',
      coverage.flatMap(({ runs }) => runs),
    ),
    more: null,
  };
}

/** Principals and sources that a report lists; the case has all. */
const MOST_COVERED = 1000;

function coverageTable({ coverage }: StatusReport): ReportTable {
  return {
    id: 'coverage',
    title: 'What the logs can answer for',
    caption:
      'Days by state for each exposed principal and source. No log is not no activity: only clean days rest on evidence of logging. A cell is cited by the id of its row, @ and its days; `postbreach review CASE --cell ID` gives its reason.',
    columns: [
      'Cells',
      'Principal',
      'Source',
      'Clean',
      'Findings',
      'Gap',
      'Expired',
      'Not licensed',
      'Not loaded',
      'Clean days',
      'Cannot be answered',
    ],
    rows: coverage.slice(0, MOST_COVERED).map((row) => [
      row.cells,
      row.principal,
      row.source,
      ...['clean', 'findings', 'gap', 'expired', 'not-licensed', 'not-loaded'].map((state) => row.days[state] ?? 0),
      runsText(
        cleanRuns(row.runs).toSorted((a, b) => (a.from < b.from ? -1 : 1)),
        () => '',
      ),
      runsText(
        row.runs.filter(({ state }) => state !== 'clean' && state !== 'findings'),
        ({ state }) => `: ${state.replace('-', ' ')}`,
      ),
    ]),
    empty: 'No exposed principal is known, or no review has been run.',
    more:
      coverage.length > MOST_COVERED
        ? `${coverage.length - MOST_COVERED} more rows: postbreach review CASE --principal NAME, or --cell ID.`
        : null,
  };
}

/** Runs of one row that are written out. */
const LISTED_RUNS = 12;

function runsText(runs: readonly CellRun[], word: (run: CellRun) => string): string | null {
  if (runs.length === 0) return null;
  const listed = runs
    .slice(0, LISTED_RUNS)
    .map((run) => `${run.from === run.until ? run.from : `${run.from}..${run.until}`}${word(run)}`);
  const more = runs.length - listed.length;
  return [...listed, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

function evidenceTable({ evidence }: StatusReport): ReportTable {
  return {
    id: 'evidence',
    title: 'Evidence and its balance',
    caption: 'Expected is taken from the containers themselves; expected = read + unreadable + encrypted.',
    columns: ['Kind', 'Files', 'Expected', 'Read', 'Unreadable', 'Encrypted', 'Recovered', 'Files not finished'],
    rows: evidence.map((row) => [
      row.kind,
      row.sources,
      row.expected ?? 'unknown',
      row.read,
      row.unreadable,
      row.encrypted,
      row.recovered,
      row.unfinished,
    ]),
    empty: 'No evidence has been added.',
    more: null,
  };
}

function lossTable({ losses }: StatusReport): ReportTable {
  return {
    id: 'losses',
    title: 'What could not be read',
    caption: 'By reason, with the first places of each.',
    columns: ['Reason', 'Level', 'Count', 'Where'],
    rows: losses.map((row) => [row.reason, row.level, row.count, row.places.join('\n')]),
    empty: 'Nothing was lost.',
    more: null,
  };
}

/** `cred-` and eight digits: enough to find an item by. */
const SHOWN_ID = 13;

/** Two times, for they may be far apart: when it was first mailed, and since when the thief took mail. */
function stolenText({ stolen, firstSent, exposedFrom }: WorkItem): string {
  if (!stolen) return 'not in stolen mail';
  const mailed = firstSent === null ? 'mailed at an unknown time' : `first mailed ${firstSent.slice(0, 10)}`;
  return exposedFrom === null ? `yes, ${mailed}` : `yes, ${mailed}; theft since ${exposedFrom.slice(0, 10)}`;
}

function validityText(item: WorkItem, at: string): string {
  const { state, reason } = validityAt(item, at);
  return `${state}: ${reason}`;
}

import { citation, cleanRuns, restingOn } from './cited-cells.ts';
import type { StatusReport } from './status-report.ts';
import type { ReportTable } from './table-shape.ts';

/** The section's table. `timeText` is how the report writes a time. */
export function ownMailTable(
  { ownMail: { differences, rows }, coverage }: Pick<StatusReport, 'ownMail' | 'coverage'>,
  timeText: (at: string) => string | null,
): ReportTable {
  const runs = coverage.flatMap((row) => row.runs);
  const answered = citation(cleanRuns(runs, 'mail-access'));
  return {
    id: 'taken',
    title: 'Taken out of our own mailboxes, by our own logs',
    caption: `Records of mail access that a finding or an indicator ties to the thief. A synchronised folder, or a mailbox whose records were throttled, counts as taken whole.${
      differences === null
        ? ''
        : ` Of all stolen messages ${differences.both} are in a manifest and in our logs, ${differences.manifestOnly} in a manifest only, ${differences.logsOnly} in our logs only, ${differences.neither} in neither (exchanged with a compromised account, or quoting one). Our logs can lack only what they would have recorded: ${answered === '' ? 'no cell of mail-access is clean' : `mail-access is clean on ${answered}`}.`
    }`,
    columns: ['Mailbox', 'Taken', 'From', 'Until', 'Address', 'Application', 'Because of'],
    rows: rows.map((row) => [
      row.mailbox,
      row.taken,
      timeText(row.from),
      timeText(row.until),
      row.ip,
      row.application,
      row.because,
    ]),
    empty: restingOn('No record of access to our own mailboxes is tied to the thief', runs, 'mail-access'),
    more: null,
  };
}

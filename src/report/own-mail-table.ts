import type { OwnMail } from './own-mail-section.ts';
import type { ReportTable } from './table-shape.ts';

/** The section's table. `timeText` is how the report writes a time. */
export function ownMailTable({ differences, rows }: OwnMail, timeText: (at: string) => string | null): ReportTable {
  return {
    id: 'taken',
    title: 'Taken out of our own mailboxes, by our own logs',
    caption: `Records of mail access that a finding or an indicator ties to the thief. A synchronised folder, or a mailbox whose records were throttled, counts as taken whole.${
      differences === null
        ? ''
        : ` Of all stolen messages ${differences.both} are in a manifest and in our logs, ${differences.manifestOnly} in a manifest only, ${differences.logsOnly} in our logs only, ${differences.neither} in neither (exchanged with a compromised account, or quoting one).`
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
    empty: 'No record of access to our own mailboxes is tied to the thief.',
    more: null,
  };
}

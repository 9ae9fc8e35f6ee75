import type { ScanRecord, SummaryRecord } from '../../run/index.ts';
import type { GivenRules } from '../../secrets/index.ts';
import type { DataOut } from '../terminal/data-out.ts';
import { printable } from '../terminal/table.ts';
import type { Talk } from '../terminal/talk.ts';
import { writeCsv, writeCsvTitle } from './csv-format.ts';
import { CredentialList, summaryLines } from './pretty-format.ts';
import { SarifLog } from './sarif-format.ts';

export const SCAN_FORMATS = ['pretty', 'ndjson', 'csv', 'sarif'] as const;
export type ScanFormat = (typeof SCAN_FORMATS)[number];

/** How a scan is shown. */
export interface ScanLook {
  readonly format: ScanFormat;
  /** Whether the list says of each credential why it is believed to be one, and what to do. */
  readonly explain: boolean;
  /** Rules that were given beside the installed ones. */
  readonly rules: GivenRules;
}

const LOSSES_SHOWN = 20;

/** Writes records in a format as they come. @returns the summary. */
export async function writeScan(
  records: AsyncIterable<ScanRecord>,
  { format, explain, rules }: ScanLook,
  out: DataOut,
  talk: Talk,
): Promise<SummaryRecord | null> {
  const list = new CredentialList(explain, rules);
  const sarif = new SarifLog(out, rules);
  let summary: SummaryRecord | null = null;
  let losses = 0;
  if (format === 'csv') await writeCsvTitle(out);
  if (format === 'sarif') await sarif.begin();
  for await (const record of records) {
    if (format === 'ndjson') await out.json(record);
    if (format === 'csv') await writeCsv(record, out);
    if (format === 'sarif') await sarif.add(record);
    if (format === 'pretty' && record.type === 'finding') list.add(record);
    if (record.type === 'loss' && format !== 'ndjson' && format !== 'sarif') {
      losses += 1;
      if (losses <= LOSSES_SHOWN) talk.warn(lossLine(record, talk));
    }
    if (record.type === 'summary') summary = record;
  }
  talk.clear();
  if (format === 'pretty') await list.write(out, talk);
  if (format === 'sarif') await sarif.finish(summary);
  if (summary !== null) for (const line of summaryLines(summary, talk)) talk.say(line);
  return summary;
}

function lossLine(loss: ScanRecord & { type: 'loss' }, talk: Talk): string {
  const { source, container, folder, messageId, part, member } = loss.provenance;
  const path = [source, ...container, folder, messageId, part === '' ? null : `part ${part}`, ...member];
  const where = path.filter((text) => text !== null).map(printable);
  return `${talk.paint('yellow', loss.reason)}  ${where.join(' › ')}: ${printable(loss.detail)}`;
}

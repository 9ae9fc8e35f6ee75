import type { ScanRecord, SummaryRecord } from '../../run/index.ts';
import type { DataOut } from '../terminal/data-out.ts';
import { printable } from '../terminal/table.ts';
import type { Talk } from '../terminal/talk.ts';
import { writeCsv, writeCsvTitle } from './csv-format.ts';
import { CredentialList, summaryLines } from './pretty-format.ts';

export const SCAN_FORMATS = ['pretty', 'ndjson', 'csv'] as const;
export type ScanFormat = (typeof SCAN_FORMATS)[number];

const LOSSES_SHOWN = 20;

/** Writes records in a format as they come. @returns the summary. */
export async function writeScan(
  records: AsyncIterable<ScanRecord>,
  format: ScanFormat,
  out: DataOut,
  talk: Talk,
): Promise<SummaryRecord | null> {
  const list = new CredentialList();
  let summary: SummaryRecord | null = null;
  let losses = 0;
  if (format === 'csv') await writeCsvTitle(out);
  for await (const record of records) {
    if (format === 'ndjson') await out.json(record);
    if (format === 'csv') await writeCsv(record, out);
    if (format === 'pretty' && record.type === 'finding') list.add(record);
    if (record.type === 'loss' && format !== 'ndjson') {
      losses += 1;
      if (losses <= LOSSES_SHOWN) talk.warn(lossLine(record, talk));
    }
    if (record.type === 'summary') summary = record;
  }
  talk.clear();
  if (format === 'pretty') await list.write(out, talk);
  if (summary !== null) for (const line of summaryLines(summary, talk)) talk.say(line);
  return summary;
}

function lossLine(loss: ScanRecord & { type: 'loss' }, talk: Talk): string {
  const { source, container, folder, messageId, part, member } = loss.provenance;
  const path = [source, ...container, folder, messageId, part === '' ? null : `part ${part}`, ...member];
  const where = path.filter((text) => text !== null).map(printable);
  return `${talk.paint('yellow', loss.reason)}  ${where.join(' › ')}: ${printable(loss.detail)}`;
}

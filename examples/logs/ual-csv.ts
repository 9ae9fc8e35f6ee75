import { csvRecord } from '../lists/csv.ts';
import type { Random } from '../random.ts';
import type { AuditRecord } from './audit-record.ts';

const COLUMNS = [
  'RecordId',
  'CreationDate',
  'RecordType',
  'Operation',
  'UserId',
  'AuditData',
  'AssociatedAdminUnits',
  'AssociatedAdminUnitsNames',
];

/** Share of rows that the export writes twice. */
const REPEATED = 0.06;

/** A Purview audit search export: newest first, seven-digit fractions outside, JSON without a zone inside, some rows twice. */
export function ualCsv(records: readonly AuditRecord[], random: Random): string {
  const sorted = [...records].sort((a, b) => (a.data.CreationTime < b.data.CreationTime ? 1 : -1));
  const rows = sorted.flatMap(({ typeName, data }) => {
    const row = csvRecord([
      data.Id,
      `${data.CreationTime}.0000000Z`,
      typeName,
      data.Operation,
      data.UserId,
      JSON.stringify(data),
      '',
      '',
    ]);
    return random.chance(REPEATED) ? [row, row] : [row];
  });
  return `\ufeff${csvRecord(COLUMNS)}${rows.join('')}`;
}

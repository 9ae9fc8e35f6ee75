import type { StatusReport } from '../../report/index.ts';
import { tableLines } from '../terminal/table.ts';

const COLUMNS = [
  { title: 'KIND' },
  { title: 'CATEGORY' },
  { title: 'ATT&CK' },
  { title: 'PLACES', align: 'right' },
  { title: 'MESSAGES', align: 'right' },
  { title: 'STOLEN', align: 'right' },
  { title: 'VALUES', align: 'right' },
  { title: 'IN MOST MESSAGES', max: 70 },
] as const;

/** What the mail discloses beside credentials, a line for each kind. */
export function impactLines(impact: StatusReport['impact']): readonly string[] {
  return tableLines(
    COLUMNS,
    impact.map((row) => [
      row.kind,
      row.category,
      row.technique ?? '–',
      ...[row.places, row.messages, row.stolen, row.values].map(String),
      row.top.join(', ') || '–',
    ]),
  );
}

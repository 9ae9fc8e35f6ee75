import { count, counted } from '../../core/index.ts';
import { type CoverageCell, citedCells } from '../../review/index.ts';
import { CliError } from '../cli-error.ts';
import type { Face } from '../face.ts';
import { tableLines } from '../terminal/table.ts';

const COLUMNS = [
  { title: 'DAY' },
  { title: 'PRINCIPAL', max: 44 },
  { title: 'SOURCE' },
  { title: 'STATE' },
  { title: 'TENANT', align: 'right' },
  { title: 'OWN', align: 'right' },
  { title: 'WHY' },
] as const;

/**
 * Shows the cells that a report cites, day by day.
 * @throws CliError bad-option where an id is none.
 */
export async function showCells(
  cells: readonly CoverageCell[],
  citations: readonly string[],
  { out, talk, json }: Face,
): Promise<void> {
  const meant = citations.flatMap((text) => text.split(',')).map(readCitation);
  const shown = cells.filter((cell) => meant.some((means) => means(cell)));
  if (json) for (const cell of shown) await out.json({ type: 'cell', ...cell });
  else {
    const rows = shown.map((cell) => [
      cell.day,
      cell.principal,
      cell.source,
      cell.state.replaceAll('-', ' '),
      count(cell.tenantRecords),
      count(cell.principalRecords),
      [cell.reason, ...cell.findings].join(' '),
    ]);
    for (const line of tableLines(COLUMNS, rows)) await out.line(line);
  }
  talk.say(`${counted(shown.length, 'cell')}: records of the tenant that day, and of the principal.`);
}

function readCitation(text: string): (cell: CoverageCell) => boolean {
  const means = citedCells(text);
  if (means !== null) return means;
  const next = 'Write it as the report does: cov-…, cov-…@2024-02-12 or cov-…@2024-02-12..2024-02-15.';
  throw new CliError('bad-option', `--cell ${text.slice(0, 60)} is no id of a cell`, next, 2);
}

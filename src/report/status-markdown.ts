import { clockText, zonedText } from './clock-text.ts';
import { type ReportTable, reportTables } from './report-table.ts';
import type { ActionProgress, StatusReport } from './status-report.ts';
import { visibleText } from './visible-text.ts';

/** The report in Markdown (GitHub's tables). Text from evidence cannot become markup or a link. */
export function statusMarkdown(report: StatusReport): string {
  const { profile } = report;
  return [
    `# Status report: ${escapeMarkdown(profile.organisation)}`,
    `${escapeMarkdown(report.directive.short)}: ${escapeMarkdown(report.directive.title)}  \nAs of ${zonedText(report.asOf, profile.zone)}`,
    ...report.summary.map((line) => `> ${escapeMarkdown(line)}`),
    '## Required actions',
    ...report.actions.map((action) => actionText(action, profile.zone)),
    '## Reports owed',
    report.reports
      .map((row) => `- **${row.state}** ${escapeMarkdown(row.title)}. ${clockText(row, profile.zone)}`)
      .join('\n'),
    ...reportTables(report).map(tableText),
    '---',
    `Case \`${profile.id}\` · ledger entry ${report.ledger.seq}, head \`${report.ledger.hash}\` · signed with Ed25519 key \`${profile.publicKey}\``,
    'Keep this report: the head above lets you show later whether entries were cut from the ledger. Values of credentials are never written; previews are masked.',
    ...report.directive.notes.map(escapeMarkdown),
  ].join('\n\n');
}

function actionText(action: ActionProgress, zone: string): string {
  const { clock } = action;
  const figures = action.figures.map((figure) => `${figure.value} ${figure.label} ([${figure.rows}](#${figure.rows}))`);
  const lines = [
    `### Action ${clock.id}: ${escapeMarkdown(clock.title)}`,
    `**${clock.state}** · ${clockText(clock, zone)}`,
    `${escapeMarkdown(action.sentence)}${action.standing === 'self-attested' ? ' (self-attested)' : ''}`,
  ];
  return [...lines, ...(figures.length === 0 ? [] : [figures.map((text) => `- ${text}`).join('\n')])].join('\n\n');
}

function tableText(table: ReportTable): string {
  const heading = `<a id="${table.id}"></a>\n\n## ${table.title}`;
  if (table.rows.length === 0) return `${heading}\n\n${table.empty}`;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rows = table.rows.map((row) => line(row.map((value) => cellText(value))));
  const grid = [line(table.columns), line(table.columns.map(() => '---')), ...rows].join('\n');
  return [heading, table.caption, grid, ...(table.more === null ? [] : [table.more])].join('\n\n');
}

function cellText(value: string | number | null): string {
  return value === null ? '–' : String(value).split('\n').map(escapeMarkdown).join('<br>');
}

/** One line of text that is no markup. A bare address would become a link: its `://` and `www.` are escaped too. */
function escapeMarkdown(text: string): string {
  return visibleText(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|!~]/g, (character) => `\\${character}`)
    .replace(/&/g, '&amp;')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}\\.`);
}

import type { ClockRow } from '../../directive/index.ts';
import { clockText, zonedText } from '../clock-text.ts';
import { type ReportTable, reportTables } from '../report-table.ts';
import type { ActionProgress, StatusReport } from '../status-report.ts';
import { html, Markup } from './markup.ts';
import { STYLESHEET } from './stylesheet.ts';

/** The report as one self-contained page: no script, nothing fetched, WCAG 2.1 AA, prints. */
export function statusHtml(report: StatusReport): string {
  const tables = reportTables(report);
  const { profile } = report;
  const title = `Status report: ${profile.organisation}, ${report.directive.short}`;
  return html`${new Markup('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${new Markup(STYLESHEET)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header class="page"><div class="wrap">
<p>${report.directive.short} · status report</p>
<h1>${profile.organisation}</h1>
<p>${report.directive.title}</p>
<p>As of ${zonedText(report.asOf, profile.zone)}</p>
</div></header>
<div class="wrap">
<nav aria-label="Sections"><p>${sectionLinks(tables)}</p></nav>
<main id="main" tabindex="-1">
<section class="summary" aria-label="Summary">${report.summary.map((line) => html`<p>${line}</p>`)}</section>
<h2 id="actions">Required actions</h2>
<ol class="actions">${report.actions.map((action) => actionItem(action, profile.zone))}</ol>
<h2 id="reports">Reports owed</h2>
<ol class="actions">${report.reports.map((row) => reportItem(row, profile.zone))}</ol>
${tables.map(tableSection)}
</main>
${footer(report)}
</div>
</body>
</html>
`.text;
}

function sectionLinks(tables: readonly ReportTable[]): readonly Markup[] {
  const links = [{ id: 'actions', title: 'Required actions' }, { id: 'reports', title: 'Reports owed' }, ...tables];
  return links.map(({ id, title }, index) => html`${index === 0 ? '' : ' · '}<a href="#${id}">${title}</a>`);
}

function badge(row: ClockRow): Markup {
  return html`<span class="badge ${row.state}">${row.state.replaceAll('-', ' ')}</span>`;
}

function actionItem(action: ActionProgress, zone: string): Markup {
  const { clock } = action;
  const basis = { evidence: 'Rests on evidence.', 'self-attested': 'Self-attested.', open: '', 'not-applicable': '' };
  return html`<li class="action ${clock.state}">
<h3>${badge(clock)}Action ${clock.id}: ${clock.title}</h3>
<p>${clockText(clock, zone)}</p>
${clock.text === null ? null : html`<blockquote>${clock.text}</blockquote>`}
<p>${action.sentence} <strong>${basis[action.standing]}</strong></p>
${action.figures.length === 0 ? null : figureList(action)}
</li>
`;
}

function figureList({ figures }: ActionProgress): Markup {
  return html`<ul class="figures">${figures.map((figure) => html`<li><a href="#${figure.rows}">${figure.value} ${figure.label}</a></li>`)}</ul>`;
}

function reportItem(row: ClockRow, zone: string): Markup {
  return html`<li class="action ${row.state}"><h3>${badge(row)}${row.title}</h3><p>${clockText(row, zone)}</p></li>
`;
}

function tableSection(table: ReportTable): Markup {
  const heading = html`<h2 id="${table.id}" tabindex="-1">${table.title}</h2>`;
  if (table.rows.length === 0) return html`${heading}<p>${table.empty}</p>`;
  return html`${heading}
<div class="scroll" tabindex="0" role="region" aria-label="${table.title}"><table>
<caption>${table.caption}</caption>
<thead><tr>${table.columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${table.rows.map(
    (row) => html`<tr>${row.map(cell)}</tr>
`,
  )}</tbody>
</table></div>
${table.more === null ? null : html`<p>${table.more}</p>`}`;
}

function cell(value: string | number | null): Markup {
  if (typeof value === 'number') return html`<td class="number">${value}</td>`;
  if (value === null) return html`<td>–</td>`;
  return value.includes('\n') ? html`<td class="lines">${value}</td>` : html`<td>${value}</td>`;
}

function footer(report: StatusReport): Markup {
  return html`<footer>
<p>Case <code>${report.profile.id}</code> · ledger entry ${report.ledger.seq}, head <code>${report.ledger.hash}</code> ·
signed with Ed25519 key <code>${report.profile.publicKey}</code></p>
<p>Keep this report: the head above lets you show later whether entries were cut from the ledger. Values of credentials are never
written; previews are masked.</p>
${report.directive.notes.map((note) => html`<p>${note}</p>`)}
</footer>`;
}

import { statusHtml } from './html/status-html.ts';
import { statusMarkdown } from './status-markdown.ts';
import type { StatusReport } from './status-report.ts';

export const REPORT_FORMATS = ['html', 'md', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** The text of a report in a format. The same report gives the same text. */
export function renderReport(report: StatusReport, format: ReportFormat): string {
  switch (format) {
    case 'html':
      return statusHtml(report);
    case 'md':
      return statusMarkdown(report);
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
  }
}

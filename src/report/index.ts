/** Reports and their renderings. */
export { buildStatus } from './build-status.ts';
export { citation, cleanRuns, restingOn } from './cited-cells.ts';
export { clockText } from './clock-text.ts';
export { type FrozenReport, freezeReport } from './freeze-report.ts';
export { type DisclosurePlace, disclosurePlaces, impactRows } from './impact-section.ts';
export { disclosureWhere } from './impact-table.ts';
export { takenText } from './own-mail-section.ts';
export { REPORT_FORMATS, type ReportFormat, renderReport } from './render-report.ts';
export type { StatusReport } from './status-report.ts';

import type { RecordLook } from '../record/record-look.ts';
import type { ShapeName } from './log-shape.ts';

/** The name of an export in JSON whose records look so, except for diagnostic records. */
export const JSON_SHAPES: Readonly<Record<Exclude<RecordLook, 'diagnostic'>, ShapeName>> = {
  ual: 'management-api',
  'ual-export': 'search-ual-json',
  'office-activity': 'sentinel-office-activity',
  'sign-in': 'graph-signin',
  'portal-sign-in': 'portal-signin-json',
  'directory-audit': 'graph-audit',
  'portal-audit': 'portal-audit-json',
  'graph-request': 'graph-activity-json',
  'azure-activity': 'azure-activity-json',
  'message-trace': 'message-trace-json',
  alert: 'defender-alert-json',
  hunting: 'defender-hunting-json',
};

/** The name of an export as CSV whose columns look so; what is not here differs by its columns. */
export const CSV_SHAPES: Readonly<Record<Exclude<RecordLook, 'ual-export'>, ShapeName>> = {
  ual: 'ual-csv',
  'office-activity': 'sentinel-office-activity-csv',
  diagnostic: 'diagnostic-csv',
  'sign-in': 'signin-csv',
  'portal-sign-in': 'portal-signin-csv',
  'directory-audit': 'audit-csv',
  'portal-audit': 'portal-audit-csv',
  'graph-request': 'graph-activity-csv',
  'azure-activity': 'azure-activity-csv',
  'message-trace': 'message-trace-csv',
  alert: 'defender-alert-csv',
  hunting: 'defender-hunting-csv',
};

const CATEGORY = /"category"\s{0,8}:\s{0,8}"([\w-]{1,80})"/i;

/** The name of diagnostic records by the first of their categories. @param text the records' first characters. */
export function diagnosticShape(text: string): ShapeName {
  const category = CATEGORY.exec(text)?.[1]?.toLowerCase() ?? '';
  if (category.endsWith('signinlogs')) return 'diagnostic-signin';
  if (category === 'auditlogs') return 'diagnostic-audit';
  if (category.endsWith('graphactivitylogs')) return 'diagnostic-graph-activity';
  return category.startsWith('advancedhunting-') ? 'diagnostic-defender' : 'diagnostic-azure';
}

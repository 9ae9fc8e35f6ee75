import type { ByteForm } from '../ingest/log-bytes.ts';
import type { Mapping } from '../mapping/mapping.ts';

/** The exports we know, as the `shape` column names them. */
export type ShapeName =
  | 'purview-csv'
  | 'search-ual-csv'
  | 'search-ual-json'
  | 'management-api'
  | 'sentinel-office-activity'
  | 'graph-signin'
  | 'diagnostic-signin'
  | 'portal-signin-csv'
  | 'portal-signin-json'
  | 'signin-csv'
  | 'graph-audit'
  | 'diagnostic-audit'
  | 'portal-audit-csv'
  | 'portal-audit-json'
  | 'audit-csv'
  | 'ual-csv'
  | 'sentinel-office-activity-csv'
  | 'graph-activity-json'
  | 'graph-activity-csv'
  | 'diagnostic-graph-activity'
  | 'azure-activity-json'
  | 'azure-activity-csv'
  | 'diagnostic-azure'
  | 'diagnostic-csv'
  | 'message-trace-json'
  | 'message-trace-csv'
  | 'defender-hunting-json'
  | 'defender-hunting-csv'
  | 'diagnostic-defender'
  | 'defender-alert-json'
  | 'defender-alert-csv'
  | 'unknown-json'
  | 'unknown-csv'
  | `mapped-${string}`;

/** How the records stand in the file. */
export type LogContainer =
  | { readonly kind: 'lines' }
  /** `[…]`, also several, and objects between them. */
  | { readonly kind: 'array' }
  | { readonly kind: 'envelope'; readonly list: string }
  | {
      readonly kind: 'csv';
      readonly delimiter: ',' | ';' | '\t';
      /** Records before the data: the header, and PowerShell's `#TYPE` line or Exchange's lines with `#` where there are any. */
      readonly headerRecords: number;
      /** Whether dates with slashes begin with the day: PowerShell writes them as the machine's region does. */
      readonly dayFirst: boolean;
    };

/** What a log file is, told by its content. */
export interface LogShape extends ByteForm {
  readonly name: ShapeName;
  /** The mapping its records are read by; null where this program knows them. */
  readonly mapping: Mapping | null;
  readonly container: LogContainer;
}

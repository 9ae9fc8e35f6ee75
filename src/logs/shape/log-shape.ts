import type { JsonContainer } from '../../core/index.ts';
import type { ByteForm } from '../ingest/log-bytes.ts';

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
  | 'graph-audit'
  | 'diagnostic-audit';

/** How the records stand in the file. */
export type LogContainer =
  | { readonly kind: 'lines' }
  | { readonly kind: JsonContainer }
  | {
      readonly kind: 'csv';
      readonly delimiter: ',' | ';' | '\t';
      /** Records before the data: the header, and PowerShell's `#TYPE` line where there is one. */
      readonly headerRecords: 1 | 2;
    };

/** What a log file is, told by its content. */
export interface LogShape extends ByteForm {
  readonly name: ShapeName;
  readonly container: LogContainer;
}

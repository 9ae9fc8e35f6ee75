import type { SectionId } from './status-report.ts';

/** A table of a report, the same in every rendering. A cell is text or a number; null is a dash. */
export interface ReportTable {
  readonly id: SectionId;
  readonly title: string;
  /** What the table says, for a reader who comes to it from a number. */
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** What stands instead of a table without rows. */
  readonly empty: string;
  /** Rows that were left out, and where they are. */
  readonly more: string | null;
}

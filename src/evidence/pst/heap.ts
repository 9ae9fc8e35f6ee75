import type { MapiProperties } from '../mapi/property.ts';
import type { Shortfall } from '../shortfall.ts';

/** A table context of a PST ([MS-PST] §2.3.4): rows of properties, such as a folder's list of messages. */
export interface PstTable {
  /** Rows in the table, as its own index counts them. */
  readonly count: number;
  /** Row ids (for a table of messages or attachments their node ids) and properties, in the table's order; a shortfall for rows whose block is lost. */
  readonly rows: () => Generator<{ readonly id: number; readonly properties: MapiProperties } | RowsLost>;
}

/** Rows that cannot be read. */
export interface RowsLost {
  readonly shortfall: Shortfall;
  /** Ids of the rows, where the table's row index still has them; else empty. */
  readonly ids: readonly number[];
  /** How many rows are lost. */
  readonly count: number;
}

import type { ByteSpan, LossReason } from '../../core/index.ts';

/** One data row of a list: cell texts by column name, in the order of the columns. */
export interface TableRow {
  readonly type: 'row';
  /** Line on which the row starts, from 1; for a JSON array the element's index, from 1. */
  readonly number: number;
  /** Its bytes in the input. */
  readonly span: ByteSpan;
  readonly cells: readonly string[];
}

/** A data row that cannot be read. */
export interface BadRow {
  readonly type: 'bad';
  readonly number: number;
  readonly span: ByteSpan;
  readonly reason: LossReason;
  /** What is wrong with it, in words, without its content. */
  readonly detail: string;
}

/** What reading a list yields. */
export type TableItem = TableRow | BadRow;

/** How a column is set. */
export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Longest text shown, in characters; longer is cut with an ellipsis. */
  readonly max?: number;
}

/** Control characters from evidence must not reach the terminal: they could move the cursor or change colours. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text from evidence made safe to print on one line. */
export function printable(text: string): string {
  return text.replace(CONTROL, ' ');
}

/** Rows set in columns, two spaces apart: a title line, then a line a row. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  const cells = rows.map((row) => columns.map((column, index) => cut(printable(row[index] ?? ''), column.max)));
  const widths = columns.map((column, index) =>
    Math.max(column.title.length, ...cells.map((row) => row[index]?.length ?? 0)),
  );
  const set = (row: readonly string[]) =>
    row
      .map((cell, index) =>
        columns[index]?.align === 'right' ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [set(columns.map((column) => column.title)), ...cells.map(set)];
}

function cut(text: string, max = Number.POSITIVE_INFINITY): string {
  return text.length <= max ? text : `${text.slice(0, max - 1)}…`;
}

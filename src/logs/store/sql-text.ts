import { EVENT_COLUMNS } from '../event/event-column.ts';

/** A text as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A path as a literal for read_parquet and read_json, which take patterns: what is special in a pattern stands for itself. */
export function pathLiteral(path: string): string {
  return literal(path.replace(/[[*?]/g, '[$&]'));
}

/** A list of paths for read_parquet. */
export function pathList(paths: readonly string[]): string {
  return `[${paths.map(pathLiteral).join(', ')}]`;
}

/** The event table's columns as a CREATE TABLE list. */
export const COLUMN_LIST = EVENT_COLUMNS.map(({ name, type }) => `"${name}" ${type}`).join(', ');

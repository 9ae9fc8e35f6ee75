import type { DatabaseFile } from './database-file.ts';
import { readRecord, type Value } from './record.ts';
import { walkTable } from './walk-table.ts';

/** A table, index, view or trigger of a database. */
export interface SchemaEntry {
  readonly type: string;
  readonly name: string;
  /** 0 where it has no b-tree. */
  readonly rootPage: number;
  readonly sql: string;
}

const SCHEMA_ROOT = 1;

/** The schema table (SQLite file format §2.6), and whether all of it could be read. */
export function readSchema(
  file: DatabaseFile,
  visited: Set<number>,
): { readonly entries: readonly SchemaEntry[]; readonly isWhole: boolean } {
  const entries: SchemaEntry[] = [];
  let isWhole = true;
  for (const step of walkTable(file, SCHEMA_ROOT, visited)) {
    if (step.type === 'gap') {
      isWhole = false;
      continue;
    }
    const [type, name, , root, sql] = readRecord(step.row.payload, file.charset);
    const rootPage = typeof root === 'number' ? root : 0;
    entries.push({ type: textOf(type), name: textOf(name), rootPage, sql: textOf(sql) });
  }
  return { entries, isWhole };
}

const textOf = (value: Value | undefined) => (typeof value === 'string' ? value : '');

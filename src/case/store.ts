import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

/** A value SQLite holds. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** The case database: one writer, many readers; everything synchronous. */
export interface Store {
  /** Runs a statement. @returns how many rows it changed. */
  readonly run: (sql: string, ...values: readonly SqlValue[]) => number;
  /** The first row, or null. `Row` is the caller's statement of the columns it selected. */
  readonly get: <Row>(sql: string, ...values: readonly SqlValue[]) => Row | null;
  /** All rows. */
  readonly all: <Row>(sql: string, ...values: readonly SqlValue[]) => readonly Row[];
  /** Rows one at a time, for results too large to hold. */
  readonly each: <Row>(sql: string, ...values: readonly SqlValue[]) => IterableIterator<Row>;
  /** Runs `work` in one transaction: all of it is kept, or, when it throws, none. Nested calls join the outer one. */
  readonly transaction: <T>(work: () => T) => T;
  /**
   * Brings a room's tables up to date. `steps` only ever grows; each runs once, in order, in a transaction.
   * A store opened for reading alone ignores it.
   */
  readonly migrate: (room: string, steps: readonly string[]) => void;
  readonly close: () => void;
}

const PRAGMAS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA secure_delete = ON;
  PRAGMA busy_timeout = 10000;
  PRAGMA temp_store = MEMORY;
  CREATE TABLE IF NOT EXISTS migrations (room TEXT PRIMARY KEY, applied INTEGER NOT NULL) STRICT;
`;

/**
 * Opens the database file at `path`, creating it for mode 'write'.
 * @throws the SQLite error where the file is no database; the case door turns it into a CaseError.
 */
export function openStore(path: string, mode: 'write' | 'read'): Store {
  const db = new DatabaseSync(path, { readOnly: mode === 'read' });
  if (mode === 'write') db.exec(PRAGMAS);
  else db.exec('PRAGMA busy_timeout = 10000');
  return new SqliteStore(db, mode);
}

class SqliteStore implements Store {
  readonly #db: DatabaseSync;
  readonly #mode: 'write' | 'read';
  readonly #statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  #depth = 0;

  constructor(db: DatabaseSync, mode: 'write' | 'read') {
    this.#db = db;
    this.#mode = mode;
  }

  #prepare(sql: string) {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  run = (sql: string, ...values: readonly SqlValue[]): number =>
    Number(this.#prepare(sql).run(...(values as readonly SQLInputValue[])).changes);

  get = <Row>(sql: string, ...values: readonly SqlValue[]): Row | null =>
    (this.#prepare(sql).get(...(values as readonly SQLInputValue[])) as Row | undefined) ?? null;

  all = <Row>(sql: string, ...values: readonly SqlValue[]): readonly Row[] =>
    this.#prepare(sql).all(...(values as readonly SQLInputValue[])) as unknown as readonly Row[];

  // A statement of its own: a cached one would be reset by the next use of the same text while rows are still drawn.
  each = <Row>(sql: string, ...values: readonly SqlValue[]): IterableIterator<Row> =>
    this.#db.prepare(sql).iterate(...(values as readonly SQLInputValue[])) as unknown as IterableIterator<Row>;

  transaction = <T>(work: () => T): T => {
    if (this.#depth > 0) return work();
    this.#db.exec('BEGIN IMMEDIATE');
    this.#depth += 1;
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk ends the transaction by itself; what broke it is what must be told.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    } finally {
      this.#depth -= 1;
    }
  };

  migrate = (room: string, steps: readonly string[]): void => {
    if (this.#mode === 'read') return;
    const applied = this.get<{ applied: number }>('SELECT applied FROM migrations WHERE room = ?', room)?.applied ?? 0;
    if (applied === steps.length) return;
    this.transaction(() => {
      for (const step of steps.slice(applied)) this.#db.exec(step);
      this.run('INSERT OR REPLACE INTO migrations (room, applied) VALUES (?, ?)', room, steps.length);
    });
  };

  close = (): void => {
    this.#statements.clear();
    this.#db.close();
  };
}

import type { DuckDBInstance, DuckDBValue } from '@duckdb/node-api';
import { LogsError } from '../logs-error.ts';

/** A value bound to a query's parameter. Times are bound as Instant text. */
export type QueryValue = string | number | boolean | null;

/** Parameters by position (`$1`, `?`) or by name (`$name`). */
export type QueryParameters = readonly QueryValue[] | Readonly<Record<string, QueryValue>>;

export interface EngineOptions {
  /** Folder for what does not fit in memory; inside the case, made if absent. */
  readonly tempDir: string;
  /** MiB DuckDB may use. */
  readonly memoryMib: number;
  readonly threads: number;
}

const NEXT = {
  engine: 'Check that the disk has room and the case folder can be written, then run again.',
  'bad-query': 'Check the query against docs/events.md.',
} as const;

type PlainValue = (value: DuckDBValue) => unknown;

/** An in-memory DuckDB that loads no extension from outside. */
export class DuckEngine {
  readonly #instance: DuckDBInstance;
  readonly #plainValue: PlainValue;

  private constructor(instance: DuckDBInstance, plainValue: PlainValue) {
    this.#instance = instance;
    this.#plainValue = plainValue;
  }

  static async open(options: EngineOptions): Promise<DuckEngine> {
    // Two hundred modules and a native library, which most commands have no use for.
    const [{ DuckDBInstance }, { plainValue }] = await Promise.all([
      import('@duckdb/node-api'),
      import('../record/plain-value.ts'),
    ]);
    const instance = await DuckDBInstance.create(':memory:', {
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      memory_limit: `${options.memoryMib}MiB`,
      temp_directory: options.tempDir,
      threads: String(options.threads),
    });
    const engine = new DuckEngine(instance, plainValue);
    await engine.rows(`SET GLOBAL TimeZone = 'UTC'`);
    return engine;
  }

  /**
   * Runs one statement; each on a connection of its own, so that several may run at once.
   * @param failure the code of the error thrown: `bad-query` where the SQL is a caller's.
   * @throws LogsError with the engine's first line.
   */
  async rows(
    sql: string,
    parameters: QueryParameters = [],
    failure: 'engine' | 'bad-query' = 'engine',
  ): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const connection = await this.#instance.connect();
    try {
      const result = await connection.runAndReadAll(sql, bindable(parameters));
      return result.getRowObjects().map((row) => mapped(row, this.#plainValue));
    } catch (cause) {
      const line = cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '').slice(0, 300) : 'unknown';
      throw new LogsError(failure, `The log engine answered: ${line}`, NEXT[failure], 4);
    } finally {
      connection.closeSync();
    }
  }

  close(): void {
    this.#instance.closeSync();
  }
}

function bindable(parameters: QueryParameters): DuckDBValue[] | Record<string, DuckDBValue> {
  return isList(parameters) ? [...parameters] : { ...parameters };
}

function isList(parameters: QueryParameters): parameters is readonly QueryValue[] {
  return Array.isArray(parameters);
}

function mapped(row: Readonly<Record<string, DuckDBValue>>, plainValue: PlainValue): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]));
}

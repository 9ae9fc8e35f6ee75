/** Collects the named parts of a query, in the order they are used. */
export class QueryParts {
  readonly #parts: { readonly name: string; readonly sql: string }[] = [];

  get size(): number {
    return this.#parts.length;
  }

  /** Names a part. @returns the name to read it by. */
  add(sql: string): string {
    const name = `part_${this.#parts.length + 1}`;
    this.#parts.push({ name, sql });
    return name;
  }

  /** The whole query: the parts, then what reads them. */
  query(sql: string): string {
    const parts = this.#parts.map((part) => `${part.name} AS (${part.sql})`);
    return parts.length === 0 ? sql : `WITH ${parts.join(',\n')}\n${sql}`;
  }
}

/** What of an event goes on from part to part. */
export const EVENT_PARTS = [
  'event_id',
  'source',
  'day',
  '"at"',
  'principal',
  'mailbox',
  'app_id',
  'ip',
  'operation',
  'target',
] as const;

const TYPE_OF: Readonly<Record<string, string>> = { '"at"': 'TIMESTAMP' };

/** Nothing in place of a part of an event. */
export function nothingFor(part: string): string {
  return `CAST(NULL AS ${TYPE_OF[part] ?? 'VARCHAR'}) AS ${part}`;
}

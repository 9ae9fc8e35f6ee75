import type { EventFacts, EventSource } from '../event/event-row.ts';

/** On one UTC day, in which hours a part of a log holds any record. A part with no record on a day has no entry. */
export interface CoverageDay {
  readonly source: EventSource;
  /** The workload (Exchange, AzureActiveDirectory, …) or the kind of sign-in (interactive, …). */
  readonly part: string;
  /** UTC day, YYYY-MM-DD. */
  readonly day: string;
  /** Records in each UTC hour, 24 numbers. */
  readonly hours: readonly number[];
}

/** How many records of a kind a log holds. */
export interface RecordKind {
  readonly source: EventSource;
  readonly part: string;
  /** The inner record's number (UAL); null for Entra logs. */
  readonly recordType: number | null;
  readonly operation: string;
  readonly records: number;
}

const MAX_KINDS = 10_000;

/** Counts, while a log is read, what it can answer for. */
export class LogCoverage {
  readonly #days = new Map<string, CoverageDay & { readonly hours: number[] }>();
  readonly #kinds = new Map<string, RecordKind & { records: number }>();

  add(facts: EventFacts): void {
    const part = facts.sign_in_kind ?? facts.workload ?? 'unknown';
    const { source, record_type: recordType, operation, at } = facts;
    const { hours } = this.#day(source, part, at.slice(0, 10));
    const hour = Number(at.slice(11, 13));
    hours[hour] = (hours[hour] ?? 0) + 1;
    this.#count({ source, part, recordType, operation }, 1);
  }

  /** Adds what was counted elsewhere. */
  addCounts(days: readonly CoverageDay[], kinds: readonly RecordKind[]): void {
    for (const day of days) {
      const hours = this.#day(day.source, day.part, day.day).hours;
      for (const [hour, records] of day.hours.entries()) hours[hour] = (hours[hour] ?? 0) + records;
    }
    for (const kind of kinds) this.#count(kind, kind.records);
  }

  /** Sorted by source, part and day. */
  days(): readonly CoverageDay[] {
    return sortedValues(this.#days);
  }

  /** Sorted by source, part, record type and operation; at most 10,000. */
  kinds(): readonly RecordKind[] {
    return sortedValues(this.#kinds);
  }

  #day(source: EventSource, part: string, day: string): CoverageDay & { readonly hours: number[] } {
    const key = `${source}\n${part}\n${day}`;
    const known = this.#days.get(key);
    if (known !== undefined) return known;
    const fresh = { source, part, day, hours: new Array<number>(24).fill(0) };
    this.#days.set(key, fresh);
    return fresh;
  }

  #count({ source, part, recordType, operation }: Omit<RecordKind, 'records'>, records: number): void {
    const key = `${source}\n${part}\n${recordType}\n${operation}`;
    const known = this.#kinds.get(key);
    if (known !== undefined) known.records += records;
    else if (this.#kinds.size < MAX_KINDS) this.#kinds.set(key, { source, part, recordType, operation, records });
  }
}

function sortedValues<T>(map: ReadonlyMap<string, T>): readonly T[] {
  return [...map.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

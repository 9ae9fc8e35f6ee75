import { EVENT_COLUMNS } from '../../logs/index.ts';
import type { EventQueries } from '../event-queries.ts';
import type { DetectionPack } from './detection-pack.ts';
import { countSelected, type EventClass } from './event-census.ts';
import { selectorSql } from './event-selector.ts';
import { sqlTokens } from './sql-token.ts';

const GATHERED = 'gathered_events';
/** A detection with more events than this reads the event table itself. */
const FEW = 200_000;
/** A table smaller than this is read again as fast as a part of it. */
const SMALL_TABLE = 100_000;

/**
 * Where each detection finds its events. Most look at operations that are rare: these are gathered once, so that sixty detections do
 * not read the whole table sixty times.
 */
export class SharedEvents {
  readonly #events: EventQueries;
  readonly #census: readonly EventClass[];
  readonly #gathered: boolean;

  private constructor(events: EventQueries, census: readonly EventClass[], gathered: boolean) {
    this.#events = events;
    this.#census = census;
    this.#gathered = gathered;
  }

  /** @param smallTable events up to which nothing is gathered. */
  static async gather(
    events: EventQueries,
    packs: readonly DetectionPack[],
    census: readonly EventClass[],
    smallTable = SMALL_TABLE,
  ): Promise<SharedEvents> {
    const few = packs.filter((pack) => countOf(pack, census) <= FEW && countOf(pack, census) > 0);
    const total = census.reduce((sum, one) => sum + one.events, 0);
    const worthIt = total > smallTable && few.length > 1;
    if (worthIt) {
      const selection = selectorSql(few.flatMap((pack) => pack.reads));
      await events.query(
        `CREATE OR REPLACE TABLE ${GATHERED} AS SELECT ${columnsOf(few)} FROM main.events WHERE ${selection}`,
      );
    }
    return new SharedEvents(events, census, worthIt);
  }

  /** @returns the query that names as `events` what the pack reads, in front of a SELECT; null where there is no such event. */
  commonTable(pack: DetectionPack): string | null {
    const count = countOf(pack, this.#census);
    if (count === 0) return null;
    const relation = this.#gathered && count <= FEW ? GATHERED : 'main.events';
    return `WITH events AS NOT MATERIALIZED (SELECT * FROM ${relation} WHERE ${selectorSql(pack.reads)})`;
  }

  async dispose(): Promise<void> {
    if (this.#gathered) await this.#events.query(`DROP TABLE ${GATHERED}`);
  }
}

/** The columns that the packs' queries and selections name: what none reads need not be decoded. */
export function columnsOf(packs: readonly DetectionPack[]): string {
  const words = new Set(packs.flatMap((pack) => sqlTokens(pack.sql).map((token) => token.text.toLowerCase())));
  for (const name of ['source', 'day', 'category', 'operation']) words.add(name);
  const named = EVENT_COLUMNS.filter((column) => words.has(column.name));
  return named.map((column) => `"${column.name}"`).join(', ');
}

function countOf(pack: DetectionPack, census: readonly EventClass[]): number {
  return countSelected(census, pack.reads);
}

import { randomUUID } from 'node:crypto';
import type { EventColumn } from '../../logs/index.ts';
import type { EventQueries } from '../event-queries.ts';
import { isWide, NORMAL_OPERATION } from './event-selector.ts';

/** The column of a held table that has what {@link NORMAL_OPERATION} works out. */
export const HELD_OPERATION = 'normal_operation';
/** So many events of the table are taken at a time: what comes in stands uncompressed until it is all there. */
const SLICE = 500_000;

/** Which events are held, and what of them. */
export interface Held {
  readonly columns: readonly EventColumn[];
  /** SQL that is true of the events. */
  readonly selection: string;
  /** SQL that is true of those whose {@link WIDE_COLUMNS} are held too. */
  readonly wide: string;
}

/**
 * A part of the event table, held in memory for as long as many queries ask for it: a tenth as large as the rows, and read several times as
 * fast as the files. In a database of its own, so that nobody else's is disturbed; what does not fit goes where the store spills.
 */
export class HeldEvents {
  readonly #events: EventQueries;
  readonly #database: string;

  private constructor(events: EventQueries, database: string) {
    this.#events = events;
    this.#database = database;
  }

  /** Takes the events, some days at a time. */
  static async take(events: EventQueries, what: Held): Promise<HeldEvents> {
    const held = new HeldEvents(events, `held_${randomUUID().replaceAll('-', '')}`);
    await events.query(`ATTACH ':memory:' AS ${held.#database} (COMPRESS)`);
    try {
      await held.#fill(what);
    } catch (cause) {
      await held.dispose();
      throw cause;
    }
    return held;
  }

  async #fill({ columns, selection, wide }: Held): Promise<void> {
    const types = columns.map(({ name, type }) => `"${name}" ${type}${name === 'details' ? PLAIN : ''}`);
    await this.#events.query(`CREATE TABLE ${this.table} (${[...types, `${HELD_OPERATION} VARCHAR`].join(', ')})`);
    const values = columns.map(({ name }) => (isWide(name) ? `CASE WHEN ${wide} THEN "${name}" END` : `"${name}"`));
    const rows = `SELECT ${[...values, NORMAL_OPERATION].join(', ')} FROM main.events WHERE (${selection})`;
    for (const { from, until } of await daySlices(this.#events)) {
      await this.#events.query(`INSERT INTO ${this.table} ${rows} AND day BETWEEN '${from}' AND '${until}'`);
      await this.#events.query(`CHECKPOINT ${this.#database}`);
    }
  }

  /** The table as a query names it. */
  get table(): string {
    return `${this.#database}.events`;
  }

  async dispose(): Promise<void> {
    await this.#events.query(`DETACH ${this.#database}`);
  }
}

/** Texts that are hardly ever the same take longer to compress than to read. */
const PLAIN = ' USING COMPRESSION uncompressed';

interface DaySlice {
  readonly from: string;
  readonly until: string;
}

/** The table's days in order, as many together as have the events of one slice. */
async function daySlices(events: EventQueries): Promise<readonly DaySlice[]> {
  const days = await events.query<{ day: string; events: number }>(
    'SELECT day, COUNT(*) AS events FROM main.events GROUP BY day ORDER BY day',
  );
  const slices: DaySlice[] = [];
  let room = 0;
  for (const { day, events: count } of days) {
    const last = slices.at(-1);
    if (last === undefined || count > room) slices.push({ from: day, until: day });
    else slices[slices.length - 1] = { from: last.from, until: day };
    room = (last === undefined || count > room ? SLICE : room) - count;
  }
  return slices;
}

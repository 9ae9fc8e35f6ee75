import { randomUUID } from 'node:crypto';
import { textLiteral } from '../detection/bind-sql.ts';
import type { DetectionPack } from '../detection/detection-pack.ts';
import { selectorSql } from '../detection/event-selector.ts';
import { columnsOf, columnsSeen } from '../detection/pack-columns.ts';
import type { EventQueries } from '../event-queries.ts';

/** The events of a few days, held for the detections that look at these days alone. */
export class RecentEvents {
  readonly #events: EventQueries;
  readonly #table = `recent_${randomUUID().replaceAll('-', '')}`;

  private constructor(events: EventQueries) {
    this.#events = events;
  }

  /** @param days all that any of the packs looks at. */
  static async gather(
    events: EventQueries,
    packs: readonly DetectionPack[],
    days: readonly string[],
  ): Promise<RecentEvents> {
    const selection = selectorSql(packs.flatMap((pack) => pack.reads));
    const recent = new RecentEvents(events);
    await events.query(
      `CREATE TABLE ${recent.#table} AS SELECT ${columnsOf(packs)} FROM main.events WHERE (${selection}) AND ${dayIn(days)}`,
    );
    return recent;
  }

  /** @returns the query that names as `events` what the pack reads of these days, in front of a SELECT. */
  commonTable(pack: DetectionPack, days: readonly string[]): string {
    return `WITH events AS NOT MATERIALIZED (SELECT ${columnsSeen(pack)} FROM ${this.#table} WHERE (${selectorSql(pack.reads)}) AND ${dayIn(days)})`;
  }

  async dispose(): Promise<void> {
    await this.#events.query(`DROP TABLE ${this.#table}`);
  }
}

function dayIn(days: readonly string[]): string {
  return `"day" IN (${days.map(textLiteral).join(', ')})`;
}

import type { EventQueries } from '../event-queries.ts';
import type { DetectionPack } from './detection-pack.ts';
import { countSelected, type EventClass, selects } from './event-census.ts';
import { type EventSelector, selectorSql } from './event-selector.ts';
import { HELD_OPERATION, HeldEvents } from './held-events.ts';
import { columnsSeen, namedColumns, wideReads } from './pack-columns.ts';

/** Of more events than this the widest columns are not held. */
const MOST_WIDE = 750_000;
/** Where one detection alone reads more events than this, they stay in the table. */
const MOST_ALONE = 200_000;
/** A table smaller than this is read again as fast as a part of it. */
const SMALL_TABLE = 100_000;

/**
 * Where each detection finds its events. Most look at operations that are rare, or at the same many: these are gathered once, so that sixty
 * detections do not read the whole table sixty times.
 */
export class SharedEvents {
  readonly #census: readonly EventClass[];
  readonly #sharers: ReadonlySet<DetectionPack>;
  readonly #held: HeldEvents | null;

  private constructor(
    census: readonly EventClass[],
    sharers: ReadonlySet<DetectionPack> = new Set(),
    held: HeldEvents | null = null,
  ) {
    this.#census = census;
    this.#sharers = sharers;
    this.#held = held;
  }

  /** @param smallTable events up to which nothing is gathered. */
  static async gather(
    events: EventQueries,
    packs: readonly DetectionPack[],
    census: readonly EventClass[],
    smallTable = SMALL_TABLE,
  ): Promise<SharedEvents> {
    const total = census.reduce((sum, one) => sum + one.events, 0);
    const sharers = total > smallTable ? sharersOf(packs, census) : [];
    if (sharers.length < 2) return new SharedEvents(census);
    const held = await HeldEvents.take(events, {
      columns: namedColumns(sharers),
      selection: selectorSql(sharers.flatMap((pack) => pack.reads)),
      wide: selectorSql(sharers.flatMap(wideReads)),
    });
    return new SharedEvents(census, new Set(sharers), held);
  }

  /** @returns the query that names as `events` what the pack reads, in front of a SELECT; null where there is no such event. */
  commonTable(pack: DetectionPack): string | null {
    if (countSelected(this.#census, pack.reads) === 0) return null;
    const rows =
      this.#held !== null && this.#sharers.has(pack)
        ? `${this.#held.table} WHERE ${selectorSql(pack.reads, HELD_OPERATION)}`
        : `main.events WHERE ${selectorSql(pack.reads)}`;
    return `WITH events AS NOT MATERIALIZED (SELECT ${columnsSeen(pack)} FROM ${rows})`;
  }

  async dispose(): Promise<void> {
    await this.#held?.dispose();
  }
}

/** The packs whose events are worth gathering: those that others read too, or few; the widest columns of as many as there is room for. */
function sharersOf(packs: readonly DetectionPack[], census: readonly EventClass[]): readonly DetectionPack[] {
  const asked = packs.filter((pack) => countSelected(census, pack.reads) > 0);
  const readers = census.map((one) => asked.filter((pack) => isRead(pack, one)).length);
  const alone = (pack: DetectionPack) => census.filter((one, index) => readers[index] === 1 && isRead(pack, one));
  const shared = asked.filter((pack) => countSelected(alone(pack), pack.reads) <= MOST_ALONE);
  const wide: EventSelector[] = [];
  const wideOnes = shared.toSorted((a, b) => countSelected(census, wideReads(a)) - countSelected(census, wideReads(b)));
  const fits = new Set(
    wideOnes.filter((pack) => {
      if (countSelected(census, [...wide, ...wideReads(pack)]) > MOST_WIDE) return false;
      wide.push(...wideReads(pack));
      return true;
    }),
  );
  return shared.filter((pack) => fits.has(pack));
}

function isRead(pack: DetectionPack, one: EventClass): boolean {
  return pack.reads.some((selector) => selects(selector, one));
}

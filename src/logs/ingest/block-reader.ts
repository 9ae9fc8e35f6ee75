import { dayOf, type LossReason, type RecordPiece } from '../../core/index.ts';
import { EVENT_COLUMNS } from '../event/event-column.ts';
import type { EventFacts, EventSource, UnreadRecord } from '../event/event-row.ts';
import { type RowGroup, RowGroupBuilder } from '../parquet/row-group.ts';
import type { LogShape } from '../shape/log-shape.ts';
import { type CoverageDay, LogCoverage, type RecordKind } from './log-coverage.ts';
import { type PieceReader, pieceReader } from './log-records.ts';
import { maskFacts } from './mask-facts.ts';

/** The log whose records are read. */
export interface ReadLog {
  readonly shape: LogShape;
  readonly fileId: string;
  /** Member of an archive; null where the file itself is the log. */
  readonly member: string | null;
  /** Number of the log's first record, counted through all logs of the file. */
  readonly firstRow: number;
}

/** A record that could not be read. */
export interface LostRow {
  readonly reason: LossReason;
  readonly detail: string;
  readonly start: number;
  readonly end: number;
}

/** What was read of some records: rows of the event table, encoded, and what to count. */
export interface ReadBlock {
  /** One row group for each source and day, in the order they come up. */
  readonly groups: readonly DayRows[];
  readonly read: number;
  readonly lost: readonly LostRow[];
  readonly days: readonly CoverageDay[];
  readonly kinds: readonly RecordKind[];
}

/** Rows of one partition of the event table. */
export interface DayRows {
  /** `source=ual/day=2024-03-01` */
  readonly partition: string;
  readonly group: RowGroup;
}

const REASON_OF: Readonly<Record<NonNullable<RecordPiece['damage']>, LossReason>> = {
  truncated: 'truncated',
  malformed: 'damaged',
  'too-long': 'over-budget',
};

/**
 * Reads records into row groups.
 * @param pieces one after the other; those of a header come first.
 */
export function readBlock(
  log: ReadLog,
  pieces: Iterable<RecordPiece>,
  mask: ((text: string) => string) | null,
): ReadBlock {
  const reading = new BlockReading(log, mask);
  const read = pieceReader(log.shape);
  for (const piece of pieces) reading.take(piece, read(piece));
  return reading.end();
}

const PLACE = ['raw_row', 'raw_start', 'raw_end'];

class BlockReading {
  readonly #log: ReadLog;
  readonly #mask: ((text: string) => string) | null;
  readonly #partitions = new Map<string, RowGroupBuilder>();
  readonly #coverage = new LogCoverage();
  readonly #lost: LostRow[] = [];
  #read = 0;

  constructor(log: ReadLog, mask: ((text: string) => string) | null) {
    this.#log = log;
    this.#mask = mask;
  }

  take(piece: RecordPiece, facts: ReturnType<PieceReader>): void {
    if (facts === null) return;
    if ('unread' in facts) this.#lost.push(lostRow(piece, facts));
    else this.#place(piece, facts);
  }

  end(): ReadBlock {
    const groups = [...this.#partitions].map(([partition, builder]) => ({ partition, group: builder.encode() }));
    const { days, kinds } = { days: this.#coverage.days(), kinds: this.#coverage.kinds() };
    return { groups, read: this.#read, lost: this.#lost, days, kinds };
  }

  #place(piece: RecordPiece, facts: EventFacts): void {
    this.#read++;
    this.#coverage.add(facts);
    const masked = this.#mask === null ? facts : maskFacts(facts, this.#mask);
    const place = { raw_row: this.#log.firstRow + piece.row, raw_start: piece.start, raw_end: piece.end };
    this.#partition(facts.source, dayOf(facts.at)).add(masked, place);
  }

  #partition(source: EventSource, day: string): RowGroupBuilder {
    const name = `source=${source}/day=${day}`;
    const known = this.#partitions.get(name);
    if (known !== undefined) return known;
    const { shape, fileId, member } = this.#log;
    const constants = { source, day, shape: shape.name, copies: 1, file_id: fileId, raw_member: member };
    const builder = new RowGroupBuilder(EVENT_COLUMNS, { constants, beside: PLACE });
    this.#partitions.set(name, builder);
    return builder;
  }
}

function lostRow({ row, damage, start, end }: RecordPiece, { unread, detail }: UnreadRecord): LostRow {
  const reason = unread === 'unsupported' ? unread : REASON_OF[damage ?? 'malformed'];
  return { reason, detail: `Record ${row + 1}: ${detail}`, start, end };
}

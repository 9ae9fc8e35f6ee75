import { basename } from 'node:path';
import {
  dayOf,
  type Loss,
  type LossReason,
  type RecordPiece,
  sourceProvenance,
  type Tally,
  tallyBalances,
} from '../../core/index.ts';
import type { EventFacts, UnreadRecord } from '../event/event-row.ts';
import { LogsError } from '../logs-error.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { LogShape } from '../shape/log-shape.ts';
import type { CommittedFile } from './commit-pieces.ts';
import { EventStage } from './event-stage.ts';
import type { BytesEnd } from './log-bytes.ts';
import { type CoverageDay, LogCoverage, type RecordKind } from './log-coverage.ts';
import { type FoundPart, type LogPart, logParts } from './log-parts.ts';
import { type PieceReader, pieceReader, splitterFor } from './log-records.ts';
import { maskFacts } from './mask-facts.ts';

/** A log file to read. */
export interface LogInput {
  readonly path: string;
  /** Id of the file in the case; becomes `file_id` and part of the Parquet files' names. Letters, digits, dot, dash, underscore. */
  readonly fileId: string;
  /** The file as losses name it, relative to the path the user gave; the file's name unless given. */
  readonly source?: string;
}

/** How far reading is. */
export interface LogProgress {
  readonly records: number;
  /** Bytes of the log read so far, decompressed. */
  readonly bytes: number;
  /** Bytes there are; null for a compressed log. */
  readonly totalBytes: number | null;
}

export interface IngestOptions {
  /** Folder of the event table, inside the case; files come to `source=…/day=…/FILE-ID.parquet` below it. */
  readonly outDir: string;
  readonly onProgress?: (progress: LogProgress) => void;
  /** MiB DuckDB may use; 512 unless given. */
  readonly memoryMib?: number;
  /** Rows after which a batch becomes Parquet; 100,000 unless given. Changes memory, never the result. */
  readonly batchRows?: number;
  /** Masks known secrets in what people typed into commands, beside what is masked by name. */
  readonly mask?: (text: string) => string;
  /** How logs of other products are read, beside the mappings that are shipped. */
  readonly mappings?: readonly Mapping[];
}

/** What came of a log. */
export type LogIngestResult =
  | { readonly state: 'unrecognised' }
  | {
      readonly state: 'ingested';
      readonly shape: LogShape;
      /** Expected is what the container delimits: CSV records, JSON elements, lines; duplicates count as read. */
      readonly tally: Tally;
      /** Committed files; only these belong to the event table. */
      readonly files: readonly CommittedFile[];
      readonly coverage: readonly CoverageDay[];
      readonly kinds: readonly RecordKind[];
    };

/** What reading one log yields: losses as they are met, the result last. */
export type LogEvent =
  | { readonly type: 'loss'; readonly loss: Loss }
  | { readonly type: 'result'; readonly result: LogIngestResult };

/**
 * Reads one log of any known shape into Parquet files of the event table, in bounded memory. A row that cannot be read is a loss; a log
 * that is cut or damaged keeps everything before the damage. Killed at any moment, it leaves only files that no result lists.
 * @throws LogsError `not-found`, `no-permission`, `bad-file-id`; `unbalanced` if what was written is not what was read.
 *
 * @example
 * for await (const event of ingestLog({ path: 'AuditLog.csv', fileId: 'log-1' }, { outDir: 'my.case/logs' })) {
 *   if (event.type === 'result' && event.result.state === 'ingested') console.log(event.result.tally);
 * }
 */
export async function* ingestLog(input: LogInput, options: IngestOptions): AsyncGenerator<LogEvent, void> {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(input.fileId)) {
    throw new LogsError(
      'bad-file-id',
      'A log file id has characters unfit for a file name',
      'Use letters and digits.',
      4,
    );
  }
  const parts = logParts(input.path, options.mappings ?? []);
  const first = await parts.next();
  if (first.done === true) {
    yield { type: 'result', result: { state: 'unrecognised' } };
    return;
  }
  const stage = await EventStage.open({ memoryMib: 512, ...options, fileId: input.fileId });
  try {
    const reading = new LogReading(input, stage, options.mask ?? null);
    for (let found: IteratorResult<FoundPart, void> = first; found.done !== true; found = await parts.next()) {
      for await (const loss of reading.losses(found.value, options)) yield { type: 'loss', loss };
    }
    const files = await stage.commit();
    yield { type: 'result', result: reading.result(files) };
  } finally {
    await stage.dispose();
  }
}

const REASON_OF: Readonly<Record<NonNullable<RecordPiece['damage']>, LossReason>> = {
  truncated: 'truncated',
  malformed: 'damaged',
  'too-long': 'over-budget',
};

/** One pass over the logs of one file: counts, places rows in the stage, gives out losses. */
class LogReading {
  readonly #input: LogInput;
  #shape: LogShape | null = null;
  #member: string | null = null;
  /** Number of the log's first record, counted through all logs of the file. */
  #firstRow = 0;
  readonly #stage: EventStage;
  readonly #mask: ((text: string) => string) | null;
  readonly #coverage = new LogCoverage();
  #delimited = 0;
  #read = 0;
  #unreadable = 0;
  #bytes = 0;
  #whole = true;

  constructor(input: LogInput, stage: EventStage, mask: ((text: string) => string) | null) {
    this.#input = input;
    this.#stage = stage;
    this.#mask = mask;
  }

  /** Reads one log to its end, or says what could not be read as one. */
  async *losses(found: FoundPart, options: IngestOptions): AsyncGenerator<Loss, void> {
    this.#member = found.kind === 'log' ? found.part.member : found.member;
    this.#bytes = 0;
    if (found.kind === 'log') yield* this.#records(found.part, options);
    else {
      this.#whole &&= found.reason === 'unrecognised';
      yield this.#loss('source', found.reason, found.detail, 0, 0);
    }
  }

  async *#records(part: LogPart, options: IngestOptions): AsyncGenerator<Loss, void> {
    this.#shape = this.#shape ?? part.shape;
    this.#firstRow = this.#delimited;
    const splitter = splitterFor(part.shape.container);
    const readPiece = pieceReader(part.shape);
    const chunks = part.bytes();
    let chunk = await chunks.next();
    for (; chunk.done !== true; chunk = await chunks.next()) {
      yield* this.#take(splitter.push(chunk.value), part.shape, readPiece);
      this.#bytes += chunk.value.length;
      await this.#stage.settle();
      options.onProgress?.({ records: this.#read, bytes: this.#bytes, totalBytes: part.totalBytes });
    }
    yield* this.#take(splitter.end(), part.shape, readPiece);
    yield* this.#ending(chunk.value, splitter.closed());
  }

  /** The balance, checked against what stands in the committed files. */
  result(files: readonly CommittedFile[]): LogIngestResult {
    if (this.#shape === null) return { state: 'unrecognised' };
    const written = files.reduce((sum, file) => sum + file.records, 0);
    const tally: Tally = {
      expected: this.#whole ? this.#delimited : 'unknown',
      read: this.#read,
      unreadable: this.#unreadable,
      encrypted: 0,
      recovered: 0,
    };
    if (written !== this.#read || !tallyBalances(tally)) {
      throw new LogsError(
        'unbalanced',
        `${this.#read} records were read, ${written} written`,
        'This is a bug; report it.',
        4,
      );
    }
    const { days, kinds } = { days: this.#coverage.days(), kinds: this.#coverage.kinds() };
    return { state: 'ingested', shape: this.#shape, tally, files, coverage: days, kinds };
  }

  *#take(pieces: readonly RecordPiece[], shape: LogShape, readPiece: PieceReader): Generator<Loss, void> {
    for (const piece of pieces) {
      const facts = readPiece(piece);
      if (facts === null) continue;
      this.#delimited++;
      if ('unread' in facts) yield this.#unread(piece, facts);
      else this.#place(piece, facts, shape);
    }
  }

  #place(piece: RecordPiece, facts: EventFacts, shape: LogShape): void {
    this.#read++;
    this.#coverage.add(facts);
    this.#stage.add({
      ...(this.#mask === null ? facts : maskFacts(facts, this.#mask)),
      shape: shape.name,
      day: dayOf(facts.at),
      copies: 1,
      file_id: this.#input.fileId,
      raw_member: this.#member,
      raw_row: this.#firstRow + piece.row,
      raw_start: piece.start,
      raw_end: piece.end,
    });
  }

  #unread(piece: RecordPiece, { unread, detail }: UnreadRecord): Loss {
    this.#unreadable++;
    const reason = unread === 'unsupported' ? unread : REASON_OF[piece.damage ?? 'malformed'];
    return this.#loss('row', reason, `Record ${piece.row + 1}: ${detail}`, piece.start, piece.end);
  }

  *#ending({ state }: BytesEnd, closed: boolean): Generator<Loss, void> {
    this.#whole &&= state === 'whole' && closed;
    if (state === 'truncated') yield this.#sourceLoss('truncated', 'The compressed file ends too early');
    else if (state === 'damaged') yield this.#sourceLoss('damaged', 'The compressed file is damaged');
    else if (!closed) yield this.#sourceLoss('truncated', 'The list of records is not closed');
  }

  #sourceLoss(reason: LossReason, what: string): Loss {
    const detail = `${what}; the ${this.#read} records before that were read. Get the log again.`;
    return this.#loss('source', reason, detail, this.#bytes, this.#bytes);
  }

  #loss(level: Loss['level'], reason: LossReason, detail: string, start: number, end: number): Loss {
    const source = this.#input.source ?? basename(this.#input.path);
    const container = this.#member === null ? [] : [this.#member];
    const provenance = { ...sourceProvenance(source), container, span: [start, end] as const };
    return { level, reason, detail, provenance };
  }
}

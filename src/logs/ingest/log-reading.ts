import { basename } from 'node:path';
import {
  type Loss,
  type LossReason,
  type RecordPiece,
  sourceProvenance,
  type Tally,
  tallyBalances,
} from '../../core/index.ts';
import { LogsError } from '../logs-error.ts';
import type { LogShape } from '../shape/log-shape.ts';
import type { LostRow, ReadBlock, ReadLog } from './block-reader.ts';
import type { BlockReaders } from './block-readers.ts';
import type { CommittedFile } from './commit-files.ts';
import type { EventStage } from './event-stage.ts';
import { type LogEnd, logBlocks } from './log-blocks.ts';
import { LogCoverage } from './log-coverage.ts';
import type { IngestOptions, LogInput } from './log-input.ts';
import type { FoundPart, LogPart } from './log-parts.ts';
import { splitterFor } from './log-records.ts';
import type { LogIngestResult } from './log-result.ts';
import { packBlock } from './record-block.ts';

/** One pass over the logs of one file: has them read block by block, places rows in the stage, counts, gives out losses. */
export class LogReading {
  readonly #input: LogInput;
  readonly #stage: EventStage;
  readonly #readers: BlockReaders;
  readonly #coverage = new LogCoverage();
  #shape: LogShape | null = null;
  #member: string | null = null;
  #read = 0;
  #unreadable = 0;
  #whole = true;

  constructor(input: LogInput, stage: EventStage, readers: BlockReaders) {
    this.#input = input;
    this.#stage = stage;
    this.#readers = readers;
  }

  /** Reads one log to its end, or says what could not be read as one. */
  async *losses(found: FoundPart, options: IngestOptions): AsyncGenerator<Loss, void> {
    this.#member = found.kind === 'log' ? found.part.member : found.member;
    if (found.kind === 'log') {
      this.#shape ??= found.part.shape;
      const end = yield* this.#records(found.part, options);
      yield* this.#ending(end);
    } else {
      this.#whole &&= found.reason === 'unrecognised';
      yield this.#loss('source', found.reason, found.detail, 0, 0);
    }
  }

  /** The loss of what a file came to hold while it was read. */
  changed(size: number): Loss {
    this.#whole = false;
    const detail =
      'The file changed while it was read; what it held at first was read. Add it again when it is whole: no event is counted twice.';
    this.#member = null;
    return this.#loss('source', 'changed-while-read', detail, size, size);
  }

  /** The balance, checked against what stands in the committed files. */
  result(files: readonly CommittedFile[]): LogIngestResult {
    if (this.#shape === null) return { state: 'unrecognised' };
    const written = files.reduce((sum, file) => sum + file.records, 0);
    const expected = this.#whole ? this.#read + this.#unreadable : 'unknown';
    const tally: Tally = { expected, read: this.#read, unreadable: this.#unreadable, encrypted: 0, recovered: 0 };
    if (written !== this.#read || !tallyBalances(tally)) {
      const what = `${this.#read} records were read, ${written} written`;
      throw new LogsError('unbalanced', what, 'This is a bug; report it.', 4);
    }
    const { days, kinds } = { days: this.#coverage.days(), kinds: this.#coverage.kinds() };
    return { state: 'ingested', shape: this.#shape, tally, files, coverage: days, kinds };
  }

  /** Several blocks are read at once; what comes of them is taken in the log's order. */
  async *#records(part: LogPart, options: IngestOptions): AsyncGenerator<Loss, LogEnd> {
    const log = this.#logOf(part);
    const blocks = logBlocks(part.bytes(), splitterFor(part.shape.container), options.blockRows);
    const inWork: Promise<ReadBlock>[] = [];
    const header = new HeaderOf();
    let next = await blocks.next();
    for (; next.done !== true; next = await blocks.next()) {
      const { pieces, bytes } = next.value;
      inWork.push(this.#begun({ log, header: header.before(pieces), block: packBlock(pieces) }));
      if (inWork.length >= this.#readers.width) yield* await this.#taken(inWork.shift());
      options.onProgress?.({ records: this.#read, bytes, totalBytes: part.totalBytes });
    }
    for (const block of inWork) yield* await this.#taken(block);
    options.onProgress?.({ records: this.#read, bytes: next.value.bytes, totalBytes: part.totalBytes });
    return next.value;
  }

  #logOf({ shape, member }: LogPart): ReadLog {
    return { shape, member, fileId: this.#input.fileId, firstRow: this.#read + this.#unreadable };
  }

  /** A failure is met when the block's turn comes. */
  #begun(order: Parameters<BlockReaders['read']>[0]): Promise<ReadBlock> {
    const read = this.#readers.read(order);
    read.catch(() => undefined);
    return read;
  }

  async #taken(block: Promise<ReadBlock> | undefined): Promise<readonly Loss[]> {
    if (block === undefined) return [];
    const { groups, read, lost, days, kinds } = await block;
    await this.#stage.add(groups);
    this.#read += read;
    this.#unreadable += lost.length;
    this.#coverage.addCounts(days, kinds);
    return lost.map((row) => this.#lostRow(row));
  }

  #lostRow({ reason, detail, start, end }: LostRow): Loss {
    return this.#loss('row', reason, detail, start, end);
  }

  *#ending({ bytesEnd: { state }, closed, bytes }: LogEnd): Generator<Loss, void> {
    this.#whole &&= state === 'whole' && closed;
    if (state === 'truncated') yield this.#cut('truncated', 'The compressed file ends too early', bytes);
    else if (state === 'damaged') yield this.#cut('damaged', 'The compressed file is damaged', bytes);
    else if (!closed) yield this.#cut('truncated', 'The list of records is not closed', bytes);
  }

  #cut(reason: LossReason, what: string, bytes: number): Loss {
    const detail = `${what}; the ${this.#read} records before that were read. Get the log again.`;
    return this.#loss('source', reason, detail, bytes, bytes);
  }

  #loss(level: Loss['level'], reason: LossReason, detail: string, start: number, end: number): Loss {
    const source = this.#input.source ?? basename(this.#input.path);
    const container = this.#member === null ? [] : [this.#member];
    const provenance = { ...sourceProvenance(source), container, span: [start, end] as const };
    return { level, reason, detail, provenance };
  }
}

/** The header of a CSV, which stands in its first block and which the readers of all need. */
class HeaderOf {
  #bytes: Uint8Array<ArrayBuffer> | null = null;

  /** @returns the header as far as it stood before these records. */
  before(pieces: readonly RecordPiece[]): Uint8Array<ArrayBuffer> | null {
    const known = this.#bytes;
    for (const piece of pieces) {
      if (piece.row >= 0) break;
      if (piece.bytes !== null) this.#bytes = new Uint8Array(piece.bytes);
    }
    return known;
  }
}

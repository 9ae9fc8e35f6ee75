import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { LogsError } from '../logs-error.ts';
import { type BlockOrder, type Mask, type MaskModule, orderedPieces } from './block-order.ts';
import { type ReadBlock, readBlock } from './block-reader.ts';

/** Who reads blocks of records. */
export interface BlockReaders {
  /** How many blocks are worth having in work at once. */
  readonly width: number;
  /** The answers may come in any order. @throws LogsError `engine` where a thread ended. */
  readonly read: (order: BlockOrder) => Promise<ReadBlock>;
  readonly close: () => void;
}

/** Reads in this thread: for little logs, and where a mask is a function of this thread. */
export function readersHere(mask: Mask | null): BlockReaders {
  const read = (order: BlockOrder) => Promise.resolve(readBlock(order.log, orderedPieces(order), mask));
  return { width: 1, read, close: () => undefined };
}

/** More threads than these would need more memory than they save time. */
const MOST_THREADS = 4;
/** MiB of a thread's heap for what is new. */
const YOUNG_MIB = 32;

/** Reads in as many threads as there are cores. */
export function readingThreads(mask: MaskModule | null): BlockReaders {
  const threads = Array.from({ length: Math.min(availableParallelism(), MOST_THREADS) }, () => new ReadingThread(mask));
  return {
    width: threads.length + 1,
    read: (order) => leastBusy(threads).read(order),
    close: () => {
      for (const thread of threads) thread.stop();
    },
  };
}

function leastBusy(threads: readonly ReadingThread[]): ReadingThread {
  return threads.reduce((least, thread) => (thread.waiting < least.waiting ? thread : least));
}

interface Waiting {
  readonly resolve: (read: ReadBlock) => void;
  readonly reject: (error: LogsError) => void;
}

/** A thread that answers orders in their order. */
class ReadingThread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #end: LogsError | null = null;

  constructor(mask: MaskModule | null) {
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MIB };
    this.#worker = new Worker(SCRIPT, { workerData: mask, env: {}, execArgv: [], resourceLimits });
    this.#worker.on('message', (read: ReadBlock) => this.#waiting.shift()?.resolve(read));
    this.#worker.on('error', (cause) => this.#ended(cause));
    this.#worker.on('exit', () => this.#ended(null));
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  read(order: BlockOrder): Promise<ReadBlock> {
    if (this.#end !== null) return Promise.reject(this.#end);
    this.#worker.postMessage(order, [order.block.bytes, order.block.places.buffer, order.block.damages.buffer]);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  stop(): void {
    void this.#worker.terminate();
  }

  #ended(cause: unknown): void {
    this.#end ??= new LogsError('engine', 'A thread that reads the log ended', 'Run again.', 4, cause);
    for (const { reject } of this.#waiting.splice(0)) reject(this.#end);
  }
}

/** Source in a checkout, compiled in a package. */
const SCRIPT =
  [new URL('./block-thread.ts', import.meta.url)].find(existsSync) ?? new URL('./block-thread.js', import.meta.url);

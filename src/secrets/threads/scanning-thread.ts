import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ScannerOptions } from '../load-scanner.ts';
import type { ScanOutcome, TextInContext } from '../text-scanner.ts';
import { type ThreadAnswer, wrapped } from './thread-answer.ts';
import { threadOrder } from './thread-order.ts';

/** What one order may take: a while, and as long as a scanner a hundred times slower than ours would need. */
const LEAST_MILLISECONDS = 20_000;
const MILLISECONDS_A_BYTE = 0.02;
/** Of its time as many parts must pass, with a look for its answer after each: what this thread is too busy to look for is not late. */
const LOOKS = 8;
/** MiB of a thread's heap for what is new: it takes 70 MiB less than with the engine's own, and as much time. */
const YOUNG_MIB = 16;

/** Of the environment, where code is kept compiled, if anywhere: in a checkout a thread starts in little more than half the time. */
const ENVIRONMENT = Object.fromEntries(Object.entries(process.env).filter(([name]) => name === 'NODE_COMPILE_CACHE'));

/** How a thread is made, where it is not as everybody's. */
export interface ThreadOptions {
  /** What runs in it. */
  readonly script?: URL;
  /** Milliseconds for an order of so many bytes. */
  readonly patience?: (bytes: number) => number;
}

/** How an order ended: answered, or with the thread. */
export type OrderEnd = { readonly type: 'answered'; readonly outcomes: readonly ScanOutcome[] } | ThreadEnd;
type ThreadEnd = { readonly type: 'ended'; readonly cause: 'fault' | 'time' };

/**
 * A thread with a scanner of its own. It has one order at a time and nothing else. An order that takes too long ends it; what it says as it
 * ends may quote what it was given, and is dropped.
 */
export class ScanningThread {
  /** Whether it came up; false where it ended before. */
  readonly ready: Promise<boolean>;
  readonly #worker: Worker;
  readonly #patience: (bytes: number) => number;
  #settle: ((end: OrderEnd) => void) | null = null;
  #hasEnded = false;

  constructor(scanner: ScannerOptions, { script = SCRIPT, patience = usualPatience }: ThreadOptions = {}) {
    this.#patience = patience;
    // What it would print nobody reads.
    const silent = { stdout: true, stderr: true } as const;
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MIB };
    this.#worker = new Worker(script, {
      workerData: scanner,
      env: ENVIRONMENT,
      execArgv: [],
      resourceLimits,
      ...silent,
    });
    this.ready = new Promise((resolve) => {
      this.#worker.on('message', (answer: ThreadAnswer) => {
        if (answer === 'ready') {
          // Whoever waits for an order is kept awake by the clock that runs for it; nobody is by a thread that has none.
          this.#worker.unref();
          resolve(true);
        } else this.#end({ type: 'answered', outcomes: wrapped(answer) });
      });
      this.#worker.on('error', () => {});
      this.#worker.on('exit', () => {
        resolve(false);
        this.#hasEnded = true;
        this.#end({ type: 'ended', cause: 'fault' });
      });
    });
  }

  /** Scans some texts. Give the next order after this one has ended. */
  scan(texts: readonly TextInContext[]): Promise<OrderEnd> {
    if (this.#hasEnded) return Promise.resolve({ type: 'ended', cause: 'fault' });
    const order = threadOrder(texts);
    const ended = new Promise<OrderEnd>((resolve) => {
      let looks = 0;
      const clock = setInterval(() => {
        looks += 1;
        if (looks === LOOKS) this.#giveUp();
      }, this.#patience(order.bytes.byteLength) / LOOKS);
      this.#settle = (end) => {
        clearInterval(clock);
        resolve(end);
      };
    });
    this.#worker.postMessage(order, [order.bytes]);
    return ended;
  }

  stop(): void {
    void this.#worker.terminate();
  }

  #giveUp(): void {
    this.#end({ type: 'ended', cause: 'time' });
    this.stop();
  }

  #end(end: OrderEnd): void {
    this.#settle?.(end);
    this.#settle = null;
  }
}

function usualPatience(bytes: number): number {
  return LEAST_MILLISECONDS + bytes * MILLISECONDS_A_BYTE;
}

/** Source in a checkout, compiled in a package. */
const SCRIPT =
  [new URL('./scan-thread.ts', import.meta.url)].find(existsSync) ?? new URL('./scan-thread.js', import.meta.url);

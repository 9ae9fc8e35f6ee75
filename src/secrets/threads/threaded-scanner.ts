import type { Scanner } from '../scanner.ts';
import type { ScanOutcome, TextInContext, TextScanner } from '../text-scanner.ts';
import { scanHere } from './scan-here.ts';
import type { ScanningThread } from './scanning-thread.ts';
import { TextQueue, type WaitingText } from './text-queue.ts';

/** What threads are made of, where it is not what everybody uses. */
export interface ThreadPoolOptions {
  /** Most threads at once, beside this one. */
  readonly threads: number;
  readonly scanner: Scanner;
  readonly start: () => ScanningThread;
  /** Bytes that are scanned here before the first thread is started. */
  readonly bytesBefore?: number;
}

/** A thread takes as long to start as this much text takes to be scanned. */
const BYTES_BEFORE = 512 * 1024;

/**
 * Scans texts in threads. They are started one after another, the first once there is more than a little to do and each other when those before it
 * are not enough; until one is up, where none can be had, and where all have enough to do, texts are scanned here. A thread that ends costs the one
 * text it ended at.
 */
export class ThreadedScanner implements TextScanner {
  readonly #options: Required<ThreadPoolOptions>;
  readonly #queue = new TextQueue();
  readonly #threads = new Set<ScanningThread>();
  readonly #idle: ScanningThread[] = [];
  #bytesBefore: number;
  #starting: ScanningThread | null = null;
  #isHandingOut = false;
  #isHelping = false;
  /** Whether no further thread is started: one did not come up, or all were ended. */
  #isBarren = false;

  constructor(options: ThreadPoolOptions) {
    this.#options = { bytesBefore: BYTES_BEFORE, ...options };
    this.#bytesBefore = this.#options.bytesBefore;
  }

  readonly scan = (texts: readonly TextInContext[]): readonly ScanOutcome[] | Promise<readonly ScanOutcome[]> => {
    if (this.#threads.size === 0) return this.#scanHere(texts);
    const outcomes = texts.map(
      (text) =>
        new Promise<ScanOutcome>((settle) => {
          this.#queue.add([{ ...text, isSuspect: false, settle }]);
        }),
    );
    if (this.#queue.isWorthAThread) this.#handOut();
    else this.#handOutSoon();
    return Promise.all(outcomes);
  };

  readonly close = (): void => {
    this.#isBarren = true;
    this.#starting?.stop();
    for (const thread of this.#threads) thread.stop();
    this.#threads.clear();
  };

  #scanHere(texts: readonly TextInContext[]): readonly ScanOutcome[] {
    for (const { utf8 } of texts) this.#bytesBefore -= utf8.length;
    if (this.#bytesBefore < 0) void this.#startOne();
    return texts.map((text) => scanHere(this.#options.scanner, text));
  }

  /** Starts a thread, if another may be and none is being started. */
  async #startOne(): Promise<void> {
    if (this.#starting !== null || this.#isBarren || this.#threads.size >= this.#options.threads) return;
    const thread = this.#options.start();
    this.#starting = thread;
    const isUp = await thread.ready;
    this.#starting = null;
    if (isUp && !this.#isBarren) {
      this.#threads.add(thread);
      this.#idle.push(thread);
    } else this.#isBarren = true;
    this.#handOut();
  }

  /** Once what is read without waiting has been read: a few small texts go together. */
  #handOutSoon(): void {
    if (this.#isHandingOut) return;
    this.#isHandingOut = true;
    setImmediate(() => {
      this.#isHandingOut = false;
      this.#handOut();
    });
  }

  #handOut(): void {
    while (!this.#queue.isEmpty) {
      const thread = this.#idle.pop();
      if (thread === undefined) break;
      void this.#work(thread, this.#queue.take());
    }
    if (this.#queue.isEmpty) return;
    if (this.#threads.size === 0 && this.#isBarren) {
      this.#scanQueueHere();
      return;
    }
    if (this.#queue.isWorthAThread || this.#threads.size === 0) void this.#startOne();
    if (this.#threads.size > 0 && this.#queue.isHarmless) this.#helpSoon();
  }

  /** Once this thread has nothing to read and waits for the others, it does as they do. */
  #helpSoon(): void {
    if (this.#isHelping) return;
    this.#isHelping = true;
    setImmediate(() => {
      this.#isHelping = false;
      if (this.#idle.length === 0 && this.#queue.isHarmless)
        for (const text of this.#queue.take()) this.#settleHere(text);
      this.#handOut();
    });
  }

  async #work(thread: ScanningThread, texts: readonly WaitingText[]): Promise<void> {
    const end = await thread.scan(texts);
    if (end.type === 'answered') {
      for (const [at, { settle }] of texts.entries()) settle(end.outcomes[at] ?? LOST);
      this.#idle.push(thread);
    } else {
      this.#threads.delete(thread);
      const [only, ...others] = texts;
      if (only !== undefined && others.length === 0) only.settle({ type: 'lost', cause: end.cause });
      else this.#queue.putBack(texts);
    }
    this.#handOut();
  }

  #scanQueueHere(): void {
    while (!this.#queue.isEmpty) for (const text of this.#queue.take()) this.#settleHere(text);
  }

  #settleHere(text: WaitingText): void {
    text.settle(scanHere(this.#options.scanner, text));
  }
}

const LOST: ScanOutcome = { type: 'lost', cause: 'fault' };

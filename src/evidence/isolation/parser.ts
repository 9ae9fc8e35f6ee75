import type { Piece, ReadOrder } from '../documents/document-reader.ts';
import { BROUGHT_DOWN } from '../documents/readers.ts';
import type { Shortfall } from '../shortfall.ts';
import { Answer } from './answer.ts';
import { decodeFrames, type Frame } from './frame.ts';
import { orderFrame } from './order-frame.ts';
import type { ParserProcess } from './parser-process.ts';
import { type ParserLimits, Watch } from './watch.ts';
import { TOO_MUCH } from './within-limits.ts';

/** How an answer ended. */
export interface Ending {
  /** Pieces that came, those passed over included. */
  readonly pieces: number;
  /** Why there are no more; null where the answer is complete. */
  readonly shortfall: Shortfall | null;
  /** Whether what the child had read before may be to blame, so that a fresh one might read it all. */
  readonly isRetriable: boolean;
}

/** Share of the memory one part may take that a child may still hold after a part: the next one is charged with it. */
const STALE_SHARE = 0.5;

/** One child, started by its first order, and where its answers have been read to. */
export class Parser {
  readonly #start: () => ParserProcess;
  #process: ParserProcess | null = null;
  #frames: AsyncGenerator<Frame> = nothing();
  #answer: Answer | null = null;
  #isReady = false;
  #isFit = true;
  #hasRead = false;

  constructor(start: () => ParserProcess) {
    this.#start = start;
  }

  /** Whether it can take another order: it lives, has said all of its last answer, and holds little memory. */
  get isFit(): boolean {
    return this.#isFit && this.#process?.hasEnded !== true;
  }

  /** The pieces of an answer, less the first `passedOver`. It is fit for another order only where all of them are taken. */
  async *read(order: ReadOrder, limits: ParserLimits, passedOver: number): AsyncGenerator<Piece, Ending> {
    this.#isFit = false;
    this.#answer = new Answer(order.limits);
    let pieces = 0;
    let guard: Watch | null = null;
    try {
      guard = new Watch(this.#awake(), limits);
      for (let piece = await this.#first(order); piece !== null; piece = await this.#next()) {
        pieces += 1;
        if (pieces <= passedOver) continue;
        guard.pause();
        yield piece;
        guard.resume();
      }
      this.#isFit = guard.stop() <= limits.residentBytes * STALE_SHARE;
      return { pieces, shortfall: null, isRetriable: false };
    } catch (error) {
      const exceeded = guard?.exceeded ?? (error instanceof EndedEarly ? guard?.starved : null) ?? null;
      const shortfall = exceeded?.shortfall ?? this.#whyBroken(error);
      return { pieces, shortfall, isRetriable: this.#hasRead && exceeded?.of !== 'time' };
    } finally {
      guard?.stop();
      this.#hasRead = true;
      if (this.#isFit) this.#process?.keepsAwake(false);
      else this.stop();
    }
  }

  /** Ends the child. */
  stop(): void {
    this.#isFit = false;
    this.#process?.kill();
    this.#process?.keepsAwake(false);
  }

  /** The child, started where it was not yet. */
  #awake(): ParserProcess {
    if (this.#process === null) {
      this.#process = this.#start();
      this.#frames = decodeFrames(this.#process.output, () => this.#answer?.bounds ?? NOTHING);
    }
    this.#process.keepsAwake(true);
    return this.#process;
  }

  /** Gives the order, and waits for the first piece. What it cannot take at once waits in memory, where the part's bytes are anyway. */
  #first(order: ReadOrder): Promise<Piece | null> {
    for (const chunk of orderFrame(order)) this.#process?.input.write(chunk);
    return this.#next();
  }

  /** The next piece; null after the last. @throws where the child says what it should not, or no more before its end. */
  async #next(): Promise<Piece | null> {
    for (;;) {
      const frame = await this.#frames.next();
      if (frame.done === true || this.#answer === null) throw new EndedEarly();
      const said = this.#answer.take(frame.value);
      if (said === 'end') return null;
      if (said === 'ready') this.#isReady = true;
      else if (said !== 'more') return said;
    }
  }

  #whyBroken(error: unknown): Shortfall {
    if (error instanceof RangeError) return TOO_MUCH;
    return this.#isReady ? BROUGHT_DOWN : NOT_STARTED;
  }
}

/** The child is no more, and its answer is not complete. */
class EndedEarly extends Error {}

const NOTHING = { head: 0, body: 0 };

/** No child could be had. */
export const NOT_STARTED: Shortfall = {
  reason: 'unsupported',
  detail:
    'The process that reads this format apart could not be started; look at the memory that is free and at the rights on the program’s own folder, and read it again.',
};

async function* nothing(): AsyncGenerator<never> {}

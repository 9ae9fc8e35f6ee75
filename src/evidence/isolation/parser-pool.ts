import { availableParallelism } from 'node:os';
import type { Parsers, Piece, ReadOrder } from '../documents/document-reader.ts';
import { BROUGHT_DOWN } from '../documents/readers.ts';
import type { Shortfall } from '../shortfall.ts';
import { type ParserProcess, startParser } from './child-process.ts';
import { decodeFrames, type Frame } from './frame.ts';
import { orderFrame, pieceOf } from './piece-frame.ts';
import { type ParserLimits, type Watch, watch } from './watch.ts';

const DEFAULT_LIMITS: ParserLimits = { milliseconds: 60_000, residentBytes: 512 * 1024 * 1024 };

/** Children that parse, started on need and used again; one that crashes, hangs or takes too much is replaced, and costs the one part it was at. */
export class ParserPool implements Parsers {
  readonly #limits: ParserLimits;
  readonly #size: number;
  readonly #idle: Parser[] = [];
  readonly #waiting: ((parser: Parser) => void)[] = [];
  #count = 0;

  constructor(limits: ParserLimits = DEFAULT_LIMITS, size = Math.min(4, availableParallelism())) {
    this.#limits = limits;
    this.#size = size;
  }

  async *read(order: ReadOrder): AsyncGenerator<Piece> {
    const parser = await this.#take();
    try {
      yield* parser.read(order, this.#limits);
    } finally {
      this.#giveBack(parser);
    }
  }

  #take(): Parser | Promise<Parser> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#count >= this.#size) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#count += 1;
    return new Parser();
  }

  #giveBack(parser: Parser): void {
    const sound = parser.isSound ? parser : new Parser();
    const next = this.#waiting.shift();
    if (next !== undefined) next(sound);
    else if (parser.isSound) this.#idle.push(parser);
    else {
      this.#count -= 1;
      sound.stop();
    }
  }
}

let shared: ParserPool | null = null;

/** The children that all readings of this process share. They keep nobody waiting: with the process they go. */
export function sharedParsers(): Parsers {
  shared ??= new ParserPool();
  return shared;
}

/** One child, and where its answers have been read to. */
class Parser {
  readonly #process: ParserProcess = startParser();
  readonly #frames: AsyncGenerator<Frame> = decodeFrames(this.#process.stdout);
  #isSound = true;

  constructor() {
    this.#process.on('error', () => {
      this.#isSound = false;
    });
    this.#process.stdin.on('error', () => {
      this.#isSound = false;
    });
    this.#rest();
  }

  /** Whether it answers, with nothing of an earlier order left to say. */
  get isSound(): boolean {
    return this.#isSound;
  }

  async *read(order: ReadOrder, limits: ParserLimits): AsyncGenerator<Piece> {
    this.#wake();
    const guard = watch(this.#process, limits);
    let isDone = false;
    try {
      this.#send(order);
      for (let frame = await this.#frames.next(); frame.done !== true; frame = await this.#frames.next()) {
        const piece = pieceOf(frame.value);
        isDone = piece === null;
        if (piece === null) return;
        guard.pause();
        yield piece;
        guard.resume();
      }
    } catch {
      // What a broken child says is no more than a reason to be rid of it.
    } finally {
      guard.stop();
      if (isDone) this.#rest();
      else this.stop();
    }
    yield { type: 'unread', name: null, shortfall: whyBroken(guard) };
  }

  stop(): void {
    this.#isSound = false;
    this.#process.kill('SIGKILL');
    this.#rest();
  }

  #send(order: ReadOrder): void {
    for (const chunk of orderFrame(order)) if (chunk.length > 0) this.#process.stdin.write(chunk);
  }

  #wake(): void {
    this.#process.ref();
    for (const stream of [this.#process.stdin, this.#process.stdout]) if ('ref' in stream) (stream.ref as () => void)();
  }

  #rest(): void {
    this.#process.unref();
    for (const stream of [this.#process.stdin, this.#process.stdout])
      if ('unref' in stream) (stream.unref as () => void)();
  }
}

function whyBroken(guard: Watch): Shortfall {
  return guard.exceeded ?? BROUGHT_DOWN;
}

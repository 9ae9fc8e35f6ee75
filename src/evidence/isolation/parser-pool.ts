import { availableParallelism } from 'node:os';
import type { Parsers, Piece, ReadOrder } from '../documents/document-reader.ts';
import { Parser } from './parser.ts';
import { ParserProcess } from './parser-process.ts';
import { PreparingParsers } from './prepared-pieces.ts';
import { RememberingParsers } from './remembered-pieces.ts';
import type { ParserLimits } from './watch.ts';
import { withinLimits } from './within-limits.ts';

/** What a pool is made of, where it is not what everybody uses. */
export interface PoolOptions {
  /** What one part may take. */
  readonly limits?: ParserLimits;
  /** Most children at once. */
  readonly size?: number;
  readonly start?: () => ParserProcess;
}

const DEFAULT_LIMITS: ParserLimits = { milliseconds: 60_000, residentBytes: 512 * 1024 * 1024 };

/**
 * Children that parse, started on need and used again. One that crashes, hangs or takes too much is replaced, and costs the one part it was at; where
 * what it had read before may be to blame, a fresh one tries again, so that what a part comes to does not depend on which child it met.
 */
export class ParserPool implements Parsers {
  readonly #limits: ParserLimits;
  readonly #size: number;
  readonly #start: () => ParserProcess;
  readonly #idle: Parser[] = [];
  readonly #waiting: ((parser: Parser) => void)[] = [];
  #count = 0;

  constructor({
    limits = DEFAULT_LIMITS,
    size = Math.min(4, availableParallelism()),
    start = newProcess,
  }: PoolOptions = {}) {
    this.#limits = limits;
    this.#size = size;
    this.#start = start;
  }

  /** Parts that can be read at the same time. */
  get width(): number {
    return this.#size;
  }

  read(order: ReadOrder): AsyncIterable<Piece> {
    return withinLimits(this.#read(order), order.limits);
  }

  /** Ends all children that wait for an order. */
  close(): void {
    for (const parser of this.#idle.splice(0)) {
      parser.stop();
      this.#count -= 1;
    }
  }

  async *#read(order: ReadOrder): AsyncGenerator<Piece> {
    let parser = await this.#take();
    try {
      let ending = yield* parser.read(order, this.#limits, 0);
      if (ending.isRetriable) {
        parser = new Parser(this.#start);
        ending = yield* parser.read(order, this.#limits, ending.pieces);
      }
      if (ending.shortfall !== null) yield { type: 'unread', name: null, shortfall: ending.shortfall };
    } finally {
      this.#giveBack(parser);
    }
  }

  #take(): Parser | Promise<Parser> {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      if (idle.isFit) return idle;
      this.#count -= 1;
    }
    if (this.#count >= this.#size) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#count += 1;
    return new Parser(this.#start);
  }

  #giveBack(parser: Parser): void {
    const next = this.#waiting.shift();
    if (next !== undefined) next(parser.isFit ? parser : new Parser(this.#start));
    else if (parser.isFit) this.#idle.push(parser);
    else this.#count -= 1;
  }
}

let shared: Parsers | null = null;

/** The children that all readings of this process share. They keep nobody waiting: with the process they go. */
export function sharedParsers(): Parsers {
  shared ??= new PreparingParsers(new RememberingParsers(new ParserPool()));
  return shared;
}

function newProcess(): ParserProcess {
  return new ParserProcess();
}

import type { Shortfall } from '../shortfall.ts';
import type { ParserProcess } from './parser-process.ts';
import { residentBytes } from './resident-memory.ts';

/** What one part may take of its parser. */
export interface ParserLimits {
  readonly milliseconds: number;
  /** Resident memory of the child. */
  readonly residentBytes: number;
}

/** A limit that was hit. */
export interface Excess {
  readonly of: 'time' | 'memory';
  readonly shortfall: Shortfall;
}

/** Asking the kernel takes microseconds; elsewhere a program must be run to ask. */
const LOOK_MILLISECONDS = process.platform === 'linux' ? 20 : 500;
const MIB = 1024 * 1024;
/** Share of the memory one part may take beyond which a child that ends has ended for want of it. */
const STARVING_SHARE = 0.7;

/** Looks after a child at work: kills it where it takes more time or memory than one part may. */
export class Watch {
  readonly #child: ParserProcess;
  readonly #limits: ParserLimits;
  readonly #timer: NodeJS.Timeout;
  #millisecondsLeft: number;
  #since: number | null = performance.now();
  #isLooking = false;
  #isOver = false;
  #exceeded: Excess | null = null;
  #seenBytes = 0;
  #mostBytes = 0;

  constructor(child: ParserProcess, limits: ParserLimits) {
    this.#child = child;
    this.#limits = limits;
    this.#millisecondsLeft = limits.milliseconds;
    this.#timer = setInterval(() => this.#look(), LOOK_MILLISECONDS);
  }

  /** Which limit it was killed for; null where it was not. */
  get exceeded(): Excess | null {
    return this.#exceeded;
  }

  /** Why a child that ended by itself most likely did: the engine ends a process whose heap is full, be it a little below the limit. Null where it had room. */
  get starved(): Excess | null {
    return this.#mostBytes > this.#limits.residentBytes * STARVING_SHARE ? STARVED : null;
  }

  /** Its answers are being used and it may not be able to go on: its time stands still. */
  pause(): void {
    this.#spend();
    this.#since = null;
  }

  resume(): void {
    this.#since = performance.now();
  }

  /** Ends the watch. @returns the resident memory last seen, in bytes; 0 where none was. */
  stop(): number {
    clearInterval(this.#timer);
    const now = residentBytesAtOnce(this.#child.pid);
    this.#isOver = true;
    return now ?? this.#seenBytes;
  }

  #look(): void {
    this.#spend();
    if (this.#millisecondsLeft <= 0) this.#end('time', tooLong(this.#limits.milliseconds));
    const seen = this.#isLooking ? 0 : residentBytes(this.#child.pid);
    if (typeof seen === 'number') this.#note(seen);
    else void this.#noteLater(seen);
  }

  async #noteLater(seen: Promise<number>): Promise<void> {
    this.#isLooking = true;
    this.#note(await seen);
    this.#isLooking = false;
  }

  #spend(): void {
    if (this.#since === null) return;
    const now = performance.now();
    this.#millisecondsLeft -= now - this.#since;
    this.#since = now;
  }

  #note(bytes: number): void {
    this.#seenBytes = bytes;
    this.#mostBytes = Math.max(this.#mostBytes, bytes);
    if (bytes > this.#limits.residentBytes) this.#end('memory', tooLarge(this.#limits.residentBytes));
  }

  #end(of: Excess['of'], shortfall: Shortfall): void {
    if (this.#isOver) return;
    this.#exceeded ??= { of, shortfall };
    this.#child.kill();
  }
}

function residentBytesAtOnce(pid: number | undefined): number | null {
  if (process.platform !== 'linux') return null;
  const seen = residentBytes(pid);
  return typeof seen === 'number' ? seen : null;
}

const tooLong = (milliseconds: number): Shortfall => ({
  reason: 'over-budget',
  detail: `Reading this took more than ${Math.round(milliseconds / 1000)} s, which is all one part may take; open it by hand.`,
});

const tooLarge = (bytes: number): Shortfall => ({
  reason: 'over-budget',
  detail: `Reading this took more than ${Math.round(bytes / MIB)} MiB of memory, which is all one part may take; open it by hand.`,
});

const STARVED: Excess = {
  of: 'memory',
  shortfall: {
    reason: 'over-budget',
    detail: 'Reading this took all the memory that one part may take, and ended there; open it by hand.',
  },
};

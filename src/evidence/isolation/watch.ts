import { readFileSync } from 'node:fs';
import type { Shortfall } from '../shortfall.ts';
import type { ParserProcess } from './child-process.ts';

/** What one part may take of its parser. */
export interface ParserLimits {
  readonly milliseconds: number;
  /** Resident memory of the child. */
  readonly residentBytes: number;
}

/** Looks after a child at work. */
export interface Watch {
  /** Which limit it was killed for; null where it was not. */
  readonly exceeded: Shortfall | null;
  /** Its answers are being used and it may not be able to go on: its time stands still. */
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => void;
}

const LOOK_MILLISECONDS = 50;
const PAGE_BYTES = 4096;
const MIB = 1024 * 1024;

/** Kills a child that takes more time or memory than one part may. */
export function watch(child: ParserProcess, { milliseconds, residentBytes }: ParserLimits): Watch {
  let left = milliseconds;
  let since: number | null = performance.now();
  let exceeded: Shortfall | null = null;
  const look = () => {
    const now = performance.now();
    if (since !== null) left -= now - since;
    if (since !== null) since = now;
    if (left <= 0) exceeded = tooLong(milliseconds);
    else if (residentBytesOf(child.pid) > residentBytes) exceeded = tooLarge(residentBytes);
    if (exceeded !== null) child.kill('SIGKILL');
  };
  const timer = setInterval(look, LOOK_MILLISECONDS);
  return {
    get exceeded() {
      return exceeded;
    },
    pause() {
      if (since !== null) left -= performance.now() - since;
      since = null;
    },
    resume() {
      since = performance.now();
    },
    stop() {
      clearInterval(timer);
    },
  };
}

/** Resident memory of a process, in bytes (proc_pid_statm(5)); 0 where the system does not tell. */
function residentBytesOf(pid: number | undefined): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]);
    return pages * PAGE_BYTES;
  } catch {
    return 0;
  }
}

const tooLong = (milliseconds: number): Shortfall => ({
  reason: 'over-budget',
  detail: `Reading this took more than ${Math.round(milliseconds / 1000)} s, which is all one part may take; open it by hand.`,
});

const tooLarge = (bytes: number): Shortfall => ({
  reason: 'over-budget',
  detail: `Reading this took more than ${Math.round(bytes / MIB)} MiB of memory, which is all one part may take; open it by hand.`,
});

import type { Clock } from '../core/index.ts';
import type { ExitCode } from './exit-code.ts';
import type { DataOut } from './terminal/data-out.ts';
import type { Talk } from './terminal/talk.ts';

/** What every command is given: where to talk, where data goes, and what time it is. */
export interface Face {
  readonly talk: Talk;
  readonly out: DataOut;
  readonly clock: Clock;
  /** --json: data for a program on standard output. */
  readonly json: boolean;
}

/** Wraps a command's work: runs it, and keeps the exit code it ends with. */
export type Act = (work: (face: Face) => Promise<ExitCode>) => Promise<void>;

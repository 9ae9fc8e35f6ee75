import { once } from 'node:events';
import type { OutputStream } from './output-stream.ts';

/** Standard output for data: waits where the reader is slow, and ends quietly where it has gone away. */
export interface DataOut {
  readonly line: (text: string) => Promise<void>;
  readonly json: (value: unknown) => Promise<void>;
  /** Sends what is gathered, so that it stands before what is said next. */
  readonly flush: () => Promise<void>;
}

const FLUSH_AT = 64 * 1024;

/** Opens a stream, standard output in a program, for data. Writes are gathered; `flush` sends the rest. */
export function openDataOut(stream: OutputStream): DataOut {
  let gone = false;
  let failure: Error | null = null;
  let pending = '';
  stream.on('error', (error: NodeJS.ErrnoException) => {
    gone = true;
    // A reader that went away wants no more; anything else is told by the next write.
    if (error.code !== 'EPIPE') failure = error;
  });
  const flush = async () => {
    if (failure !== null) throw failure;
    const text = pending;
    pending = '';
    if (text !== '' && !gone && !stream.write(text)) await once(stream, 'drain').catch(() => {});
    if (failure !== null) throw failure;
  };
  const line = async (text: string) => {
    pending += `${text}\n`;
    if (pending.length >= FLUSH_AT || stream.isTTY === true) await flush();
  };
  return { line, json: (value) => line(JSON.stringify(value)), flush };
}

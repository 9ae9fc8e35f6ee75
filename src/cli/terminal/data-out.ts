import { once } from 'node:events';

/** Standard output for data: waits where the reader is slow, and ends quietly where it has gone away. */
export interface DataOut {
  readonly line: (text: string) => Promise<void>;
  readonly json: (value: unknown) => Promise<void>;
  /** Sends what is gathered, so that it stands before what is said next. */
  readonly flush: () => Promise<void>;
}

const FLUSH_AT = 64 * 1024;

/** Opens standard output for data. Writes are gathered; `flush` sends the rest. */
export function openDataOut(): DataOut {
  const stream = process.stdout;
  let gone = false;
  let pending = '';
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    gone = true;
  });
  const flush = async () => {
    const text = pending;
    pending = '';
    if (text !== '' && !gone && !stream.write(text)) await once(stream, 'drain').catch(() => {});
  };
  const line = async (text: string) => {
    pending += `${text}\n`;
    if (pending.length >= FLUSH_AT || stream.isTTY === true) await flush();
  };
  return { line, json: (value) => line(JSON.stringify(value)), flush };
}

import { loadScanner, type ScannerOptions } from '../../src/secrets/index.ts';
import { ScanningThread, type ThreadOptions } from '../../src/secrets/threads/scanning-thread.ts';
import { ThreadedScanner } from '../../src/secrets/threads/threaded-scanner.ts';

/** A scanner in threads, and those that were started. */
export interface Pool {
  readonly texts: ThreadedScanner;
  readonly started: readonly ScanningThread[];
}

/** Threads that start with the first byte, or after so many. */
export function pool(
  threads: number,
  options: ThreadOptions = {},
  bytesBefore = 0,
  scanner: ScannerOptions = {},
): Pool {
  const started: ScanningThread[] = [];
  const start = () => {
    const thread = new ScanningThread(scanner, options);
    started.push(thread);
    return thread;
  };
  return { texts: new ThreadedScanner({ threads, scanner: loadScanner(scanner), start, bytesBefore }), started };
}

/** The same once the first thread is there, so that everything further goes to threads. */
export async function poolUp(
  threads: number,
  options: ThreadOptions = {},
  scanner: ScannerOptions = {},
): Promise<Pool> {
  const made = pool(threads, options, 0, scanner);
  await made.texts.scan([{ utf8: new TextEncoder().encode('good morning'), context: { subject: null, role: 'body' } }]);
  await made.started[0]?.ready;
  return made;
}

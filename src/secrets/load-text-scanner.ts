import { loadScanner, type ScannerOptions } from './load-scanner.ts';
import type { TextScanner } from './text-scanner.ts';
import { textScannerHere } from './threads/scan-here.ts';
import { ScanningThread } from './threads/scanning-thread.ts';
import { ThreadedScanner } from './threads/threaded-scanner.ts';

/**
 * A scanner of texts in as many threads as are given. They start once there is much to do; close it after use.
 * @param jobs Most threads at once, this one among them; with 1 every text is scanned at once in the thread that asks.
 * @throws SecretsError as `loadScanner` does.
 */
export function loadTextScanner(jobs: number, options: ScannerOptions = {}): TextScanner {
  const scanner = loadScanner(options);
  if (jobs <= 1) return textScannerHere(scanner);
  return new ThreadedScanner({ threads: jobs - 1, scanner, start: () => new ScanningThread(options) });
}

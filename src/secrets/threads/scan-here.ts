import type { Scanner } from '../scanner.ts';
import type { ScanOutcome, TextInContext, TextScanner } from '../text-scanner.ts';

/** Scans texts at once, in the thread that asks. */
export function textScannerHere(scanner: Scanner): TextScanner {
  return { scan: (texts) => texts.map((text) => scanHere(scanner, text)), close: () => {} };
}

/** Scans a text in this thread. A scanner's own fault costs this text alone; what it says of it may quote the text, and is not kept. */
export function scanHere(scanner: Scanner, { utf8, context }: TextInContext): ScanOutcome {
  try {
    return { type: 'scanned', findings: scanner.scan(utf8, context) };
  } catch {
    return { type: 'lost', cause: 'fault' };
  }
}

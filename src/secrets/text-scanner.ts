import type { ScanContext, SecretFinding } from './finding.ts';

/** A text to be scanned, and what is known around it. */
export interface TextInContext {
  readonly utf8: Uint8Array;
  readonly context: ScanContext;
}

/** What became of one text. `lost`: it brought the scanner down (`fault`), or took more time than one text may (`time`). */
export type ScanOutcome =
  | { readonly type: 'scanned'; readonly findings: readonly SecretFinding[] }
  | { readonly type: 'lost'; readonly cause: 'fault' | 'time' };

/** Scans texts, here or in threads: the same texts come to the same outcomes wherever they are scanned. */
export interface TextScanner {
  /** @returns an outcome for each text, in order; at once where nothing had to be waited for. The texts must stay as they are until then. Never rejects. */
  readonly scan: (texts: readonly TextInContext[]) => readonly ScanOutcome[] | Promise<readonly ScanOutcome[]>;
  /** Ends all threads. What was not scanned by then never comes. */
  readonly close: () => void;
}

import type { Loss, Tally } from '../../core/index.ts';
import type { LogShape } from '../shape/log-shape.ts';
import type { CommittedFile } from './commit-files.ts';
import type { CoverageDay, RecordKind } from './log-coverage.ts';

/** What came of a log. */
export type LogIngestResult =
  | { readonly state: 'unrecognised' }
  | {
      readonly state: 'ingested';
      readonly shape: LogShape;
      /** Expected is what the container delimits: CSV records, JSON elements, lines; duplicates count as read. */
      readonly tally: Tally;
      /** Committed files; only these belong to the event table. */
      readonly files: readonly CommittedFile[];
      readonly coverage: readonly CoverageDay[];
      readonly kinds: readonly RecordKind[];
    };

/** What reading one log yields: losses as they are met, the result last. */
export type LogEvent =
  | { readonly type: 'loss'; readonly loss: Loss }
  | { readonly type: 'result'; readonly result: LogIngestResult };

import type { Loss, Tally } from '../core/index.ts';
import type { Document, Message } from '../evidence/index.ts';
import type { SecretFinding } from '../secrets/index.ts';
import type { ScannedText } from './scanned-text.ts';

/** What scanning paths yields, in the order of the evidence. */
export type ScanEvent =
  | { readonly type: 'item'; readonly item: Message | Document; readonly texts: readonly ScannedText[] }
  /** An item read again in the second pass; of what is in it, `isFresh` tells what was not told before. */
  | {
      readonly type: 'again';
      readonly item: Message | Document;
      readonly texts: readonly ScannedText[];
      readonly isFresh: (text: ScannedText, finding: SecretFinding) => boolean;
    }
  | { readonly type: 'loss'; readonly loss: Loss }
  /** `bytes`: of the source, as it was given. */
  | { readonly type: 'tally'; readonly source: string; readonly tally: Tally; readonly bytes: number };

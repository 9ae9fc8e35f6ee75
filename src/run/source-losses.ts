import type { Case } from '../case/index.ts';
import type { Loss } from '../core/index.ts';
import { NO_MASK } from './item-mask.ts';
import { writeLoss } from './mail-store.ts';

/** Replaces a source's losses by what reading it anew lost. */
export function replaceLosses(kase: Case, sourceId: string, losses: readonly Loss[]): void {
  kase.store.transaction(() => {
    kase.store.run('DELETE FROM losses WHERE source_id = ?', sourceId);
    for (const loss of losses) writeLoss(kase, sourceId, loss, NO_MASK);
  });
}

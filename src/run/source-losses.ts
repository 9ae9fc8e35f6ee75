import type { Case } from '../case/index.ts';
import type { Loss } from '../core/index.ts';
import { NO_MASK } from './item-mask.ts';
import { writeLoss } from './mail-store.ts';

/** Replaces a source's losses by what reading it anew lost. */
export function replaceLosses(kase: Case, sourceId: string, losses: readonly Loss[]): void {
  kase.store.transaction(() => {
    kase.store.run('DELETE FROM losses WHERE source_id = ?', sourceId);
    for (const [ordinal, loss] of losses.entries()) writeLoss(kase, sourceId, loss, { item: null, ordinal }, NO_MASK);
  });
}

const BATCH = 1000;

/** Writes a source's losses as they come, so that a log of nothing but bad rows does not fill the memory. A new batch forgets the old ones. */
export class LossBatch {
  readonly #kase: Case;
  readonly #sourceId: string;
  readonly #pending: Loss[] = [];
  #written = 0;

  constructor(kase: Case, sourceId: string) {
    this.#kase = kase;
    this.#sourceId = sourceId;
    replaceLosses(kase, sourceId, []);
  }

  add(loss: Loss): void {
    this.#pending.push(loss);
    if (this.#pending.length >= BATCH) this.flush();
  }

  flush(): void {
    this.#kase.store.transaction(() => {
      for (const loss of this.#pending) {
        writeLoss(this.#kase, this.#sourceId, loss, { item: null, ordinal: this.#written }, NO_MASK);
        this.#written += 1;
      }
    });
    this.#pending.length = 0;
  }
}

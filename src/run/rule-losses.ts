import { sourceProvenance } from '../core/index.ts';
import type { RefusedRule } from '../secrets/index.ts';
import type { ScanEvent } from './scan-event.ts';

/** A scan's events behind one loss for each given rule that cannot be used. */
export async function* afterRefused(
  refused: readonly RefusedRule[],
  events: AsyncIterable<ScanEvent>,
): AsyncGenerator<ScanEvent> {
  for (const { file, rule, because } of refused) {
    const detail = `The rule ${rule} is not used: ${because}.`;
    yield { type: 'loss', loss: { level: 'row', reason: 'unsupported', detail, provenance: sourceProvenance(file) } };
  }
  yield* events;
}

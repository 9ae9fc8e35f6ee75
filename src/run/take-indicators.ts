import { readFileSync } from 'node:fs';
import { type Case, type SourceRow, sourcesOf } from '../case/index.ts';
import { counted } from '../core/index.ts';
import { indicatorsOf, MOST_INDICATOR_BYTES, readIndicators, storeIndicators } from '../review/index.ts';
import { readStateOf, writeReadState } from './mail-store.ts';
import type { RunObserver } from './run-observer.ts';
import { sourceFault, sourceLoss } from './source-fault.ts';
import { replaceLosses } from './source-losses.ts';

/** Reads every list of indicators that is not yet in the case. */
export function takeIndicators(kase: Case, observer: RunObserver): void {
  const all = sourcesOf(kase.store, 'indicators');
  if (all.length === 0) return;
  observer.step('Reading indicators', all.length, 'items');
  for (const source of all) if (readStateOf(kase.store, source.id)?.done !== true) takeList(kase, source);
  const { indicators, unusable } = indicatorsOf(kase.store);
  observer.stepDone(
    `${counted(indicators.length, 'indicator')} to be looked for; ${counted(unusable.length, 'other')} that no log can answer`,
  );
}

function takeList(kase: Case, source: SourceRow): void {
  const fault = sourceFault(source) ?? tooLarge(source);
  const list = fault === null ? readIndicators(readFileSync(source.path)) : null;
  if (list === null) {
    const next =
      'No list of indicators we know. Give STIX 2.1 JSON, a CSV with the columns type and value, or one value a line.';
    replaceLosses(kase, source.id, [fault ?? sourceLoss(source, 'unrecognised', next)]);
    return;
  }
  kase.store.transaction(() => {
    replaceLosses(kase, source.id, []);
    storeIndicators(kase.store, source.id, list);
    const read = list.indicators.length + list.unusable.length;
    const tally = { expected: read, read, unreadable: 0, encrypted: 0, recovered: 0 };
    writeReadState(kase.store, source.id, { position: [source.size], done: true, tally });
  });
}

function tooLarge(source: SourceRow) {
  if (source.size <= MOST_INDICATOR_BYTES) return null;
  return sourceLoss(source, 'over-budget', 'The list of indicators is larger than 64 MiB; split it.');
}

import { type Case, type SourceRow, sourcesOf } from '../case/index.ts';
import { counted } from '../core/index.ts';
import {
  type IndicatorList,
  indicatorsOf,
  MOST_INDICATOR_BYTES,
  readIndicators,
  storeIndicators,
} from '../review/index.ts';
import type { Scanner } from '../secrets/index.ts';
import { exportBytes, isLoss } from './export-bytes.ts';
import { ruleMask } from './item-mask.ts';
import { knownMask } from './known-mask.ts';
import { readStateOf, writeReadState } from './mail-store.ts';
import type { RunObserver } from './run-observer.ts';
import { sourceFault, sourceLoss } from './source-fault.ts';
import { replaceLosses } from './source-losses.ts';

/** Reads every list of indicators that is not yet in the case. */
export async function takeIndicators(kase: Case, scanner: Scanner, observer: RunObserver): Promise<void> {
  const all = sourcesOf(kase.store, 'indicators');
  if (all.length === 0) return;
  observer.step('Reading indicators', all.length, 'items');
  const [known, byRule] = [knownMask(kase), ruleMask(scanner).text];
  const mask = (text: string) => known(byRule(text));
  for (const source of all) if (readStateOf(kase.store, source.id)?.done !== true) await takeList(kase, source, mask);
  const { indicators, unusable } = indicatorsOf(kase.store);
  observer.stepDone(
    `${counted(indicators.length, 'indicator')} to be looked for; ${counted(unusable.length, 'other')} that no log can answer`,
  );
}

async function takeList(kase: Case, source: SourceRow, mask: (text: string) => string): Promise<void> {
  const bytes = sourceFault(source) ?? (await exportBytes(source, MOST_INDICATOR_BYTES));
  const list = isLoss(bytes) ? null : readIndicators(bytes);
  if (list === null) {
    const next =
      'No list of indicators we know. Give STIX 2.1 JSON, a CSV with the columns type and value, or one value a line.';
    replaceLosses(kase, source.id, [isLoss(bytes) ? bytes : sourceLoss(source, 'unrecognised', next)]);
    return;
  }
  kase.store.transaction(() => {
    replaceLosses(kase, source.id, []);
    storeIndicators(kase.store, source.id, maskedList(list, mask));
    const read = list.indicators.length + list.unusable.length;
    const tally = { expected: read, read, unreadable: 0, encrypted: 0, recovered: 0 };
    writeReadState(kase.store, source.id, { position: [source.size], done: true, tally });
  });
}

/** No event holds a credential in the clear, so that one given to be looked for cannot be answered; nor is it kept. */
function maskedList({ indicators, unusable }: IndicatorList, mask: (text: string) => string): IndicatorList {
  const plain = ({ any, name }: IndicatorList['indicators'][number]) => {
    const [said, kept] = [name.toLowerCase(), mask(name).toLowerCase()];
    // Values are compared in lower case, in which a credential is not known again; the name has it as it was written.
    return any.flat().every(({ value }) => mask(value) === value && said.includes(value) === kept.includes(value));
  };
  const secret = indicators.filter((one) => !plain(one));
  return {
    indicators: indicators.filter(plain).map((one) => ({ ...one, name: mask(one.name) })),
    unusable: [
      ...unusable,
      ...secret.map(({ id }) => ({ id, why: 'Its value is a credential, which no log is kept with.' })),
    ],
  };
}

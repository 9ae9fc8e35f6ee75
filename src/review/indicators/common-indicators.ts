import type { Store } from '../../case/index.ts';
import { findingsOf } from '../review-tables.ts';
import { INDICATOR_DETECTION } from './match-indicators.ts';

/** Sentences, one for each indicator that the last review found too common to mark theft. */
export function commonIndicators(store: Store): readonly string[] {
  return findingsOf(store)
    .filter(({ detection, answer }) => detection === INDICATOR_DETECTION && answer === 'set-aside')
    .map(({ title }) => title);
}

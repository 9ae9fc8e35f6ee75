import type { Budget } from '../budget.ts';
import type { Document } from '../message.ts';
import { Allowance } from '../mime/allowance.ts';
import type { Place } from '../place.ts';
import { linesLeaf, linesPart } from './lines-part.ts';
import type { OutdatedState } from './store-item.ts';

/** Where an outdated state is read. */
interface StateOptions {
  readonly source: string;
  readonly budget: Budget;
  readonly place: Place;
}

/** An outdated state as a document whose one part is what it says; empty where it says nothing. */
export function stateDocument({ span, utf8 }: OutdatedState, { source, budget, place }: StateOptions): Document {
  const leaf = linesLeaf(utf8, { allowance: new Allowance(budget), depth: 0 });
  return { type: 'document', source, span, place, parts: [linesPart(leaf)], problems: [] };
}

import type { Budget } from '../budget.ts';
import type { Place } from '../place.ts';
import type { Allowance } from './allowance.ts';
import type { PartExtractor } from './part-extractor.ts';

/** How a message is to be read. */
export interface ParseOptions {
  readonly budget: Budget;
  /** Path of the source, relative to the path given. */
  readonly source: string;
  /** Where the message's first byte stands in the source. */
  readonly offset: number;
  /** Where the message stands beyond that; by default in the source itself. */
  readonly place?: Place;
  readonly extract: PartExtractor;
  /** For a message found inside a part or member: what its outermost message may still spend, and the levels around it. */
  readonly within?: { readonly allowance: Allowance; readonly depth: number };
}

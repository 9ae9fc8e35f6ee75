import type { Allowance } from '../mime/allowance.ts';
import type { PartExtractor } from '../mime/part-extractor.ts';

/** What reading the parts of one message draws on; its embedded messages draw on the same. */
export class PartSpending {
  readonly allowance: Allowance;
  readonly extract: PartExtractor;
  #bytes: number;

  constructor(allowance: Allowance, extract: PartExtractor) {
    this.allowance = allowance;
    this.extract = extract;
    this.#bytes = allowance.budget.expandedBytes;
  }

  /**
   * Takes the bytes of one body or attachment; false, and nothing taken, when fewer are left. Attachments of a store may share their bytes, so
   * that a small file could hold any amount.
   */
  takeBytes(count: number): boolean {
    if (this.#bytes < count) return false;
    this.#bytes -= count;
    return true;
  }
}

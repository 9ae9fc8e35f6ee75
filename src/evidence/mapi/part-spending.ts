import type { Allowance } from '../mime/allowance.ts';
import type { PartExtractor } from '../mime/part-extractor.ts';
import type { ValueSpending } from './property-reader.ts';

/** What the bodies of a message may still come to. */
export interface BodySpending {
  /** Bytes that one body may have. */
  readonly mostBytes: number;
  /** Takes bytes that were read and are no body's own; false, and nothing taken, when fewer are left. */
  readonly takeBytes: (count: number) => boolean;
}

/** What reading the parts of one message draws on; its embedded messages draw on the same. */
export class PartSpending implements BodySpending, ValueSpending {
  readonly allowance: Allowance;
  readonly extract: PartExtractor;
  #bytes: number;
  #valueBytes: number;

  constructor(allowance: Allowance, extract: PartExtractor) {
    this.allowance = allowance;
    this.extract = extract;
    this.#bytes = allowance.budget.expandedBytes;
    this.#valueBytes = allowance.budget.partBytes;
  }

  /** Bytes that one body may have. */
  get mostBytes(): number {
    return Math.min(this.allowance.budget.partBytes, this.#bytes);
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

  /** Whether values of properties may still be read. Objects of a store may share theirs as well. */
  get hasValueBytes(): boolean {
    return this.#valueBytes > 0;
  }

  /** Takes the bytes of a value that was read. */
  spendValueBytes(count: number): void {
    this.#valueBytes -= count;
  }
}

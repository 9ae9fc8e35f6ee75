import type { Budget } from '../budget.ts';

/** Parts, and bytes of expanded members. */
export interface Spending {
  readonly parts: number;
  readonly expandedBytes: number;
}

/** What one message may still spend of its budget; all its parts, embedded messages and archive members draw on the same one. */
export class Allowance {
  readonly budget: Budget;
  #parts: number;
  #expandedBytes: number;

  constructor(budget: Budget) {
    this.budget = budget;
    this.#parts = budget.parts;
    this.#expandedBytes = budget.expandedBytes;
  }

  /** Takes one part or member; false when none is left. */
  takePart(): boolean {
    if (this.#parts <= 0) return false;
    this.#parts -= 1;
    return true;
  }

  /** Whether a part or member may still be taken. */
  get hasParts(): boolean {
    return this.#parts > 0;
  }

  /** Parts and members that may still be taken. */
  get partsLeft(): number {
    return this.#parts;
  }

  /** Takes `count` bytes of expanded members; false, and nothing taken, when fewer are left. */
  takeExpandedBytes(count: number): boolean {
    if (this.#expandedBytes < count) return false;
    this.#expandedBytes -= count;
    return true;
  }

  /** Gives back what was taken for members that are dropped, to be read anew. */
  giveBack({ parts, expandedBytes }: Spending): void {
    this.#parts += parts;
    this.#expandedBytes += expandedBytes;
  }

  /** Bytes members may still come to. */
  get expandedBytesLeft(): number {
    return this.#expandedBytes;
  }
}

/** Work between two looks at the clock. */
const BETWEEN_LOOKS = 1000;

/** What trying passwords on one part may take. Work is counted, so that what is tried does not depend on the machine; the clock only guards against a slow one. */
export class TryingBudget {
  readonly #until: number;
  #work: number;
  /** Work at which the clock is looked at next. */
  #look: number;

  /**
   * @param work microseconds on the machine this was measured on; a part has 60 s.
   * @param milliseconds by the clock.
   */
  constructor(work = 15_000_000, milliseconds = 30_000) {
    this.#work = work;
    this.#look = work;
    this.#until = performance.now() + milliseconds;
  }

  /** Whether `work` is left beside a `reserve`; it is spent then. */
  take(work: number, reserve = 0): boolean {
    if (this.#work - work < reserve) return false;
    this.#work -= work;
    if (this.#work > this.#look) return true;
    this.#look = this.#work - BETWEEN_LOOKS;
    return performance.now() <= this.#until;
  }
}

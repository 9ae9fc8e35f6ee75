/** What trying passwords on one part may take. Work is counted, so that what is tried does not depend on the machine; the clock only guards against a slow one. */
export class TryingBudget {
  readonly #until: number;
  #work: number;

  /**
   * @param work microseconds on the machine this was measured on; a part has 60 s.
   * @param milliseconds by the clock.
   */
  constructor(work = 15_000_000, milliseconds = 30_000) {
    this.#work = work;
    this.#until = performance.now() + milliseconds;
  }

  /** Whether `work` is left beside a `reserve`; it is spent then. */
  take(work: number, reserve = 0): boolean {
    if (this.#work - work < reserve || performance.now() > this.#until) return false;
    this.#work -= work;
    return true;
  }

  /** Work that is left. */
  get left(): number {
    return this.#work;
  }
}

/** What one document may take, in milliseconds: well below what its process is given, so that what was read is handed over. */
const MOST_MILLISECONDS = 40_000;
/** What a page may take at least, where others before it took long. */
const LEAST_SHARE = 4_000;
/** After so long, what was read so far is worth handing over before going on. */
const FIRST_DRAFT = 5_000;

/** The time of one document, shared by its pages. */
export class ReadingTime {
  readonly #start = performance.now();
  #nextDraft = FIRST_DRAFT;

  get spent(): number {
    return performance.now() - this.#start;
  }

  get isOver(): boolean {
    return this.spent > MOST_MILLISECONDS;
  }

  /**
   * The time by which a page must be read, of the clock of `performance.now()`.
   * @param left Pages to be read, this one included; at least 1.
   */
  shareOf(left: number): number {
    const share = (MOST_MILLISECONDS - this.spent) / left;
    return performance.now() + Math.max(LEAST_SHARE, share);
  }

  /** Whether it is time to hand over what was read so far: ever more rarely, so that it costs no more than the reading. */
  takeDraft(): boolean {
    if (this.spent < this.#nextDraft) return false;
    this.#nextDraft = this.spent * 2;
    return true;
  }
}

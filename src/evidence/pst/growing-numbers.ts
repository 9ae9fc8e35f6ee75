/** Numbers one behind the other, eight bytes each. */
export class GrowingNumbers {
  #held = new Float64Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#held.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#held);
      this.#held = larger;
    }
    this.#held[this.#length] = value;
    this.#length += 1;
  }

  /** The number at a place within the length. */
  at(index: number): number {
    return this.#held[index] as number;
  }

  /** The numbers, without a copy. */
  values(): Float64Array {
    return this.#held.subarray(0, this.#length);
  }
}

/** The order of places that sorts `first` ascending, and where it is equal `second`. */
export function orderBy(first: Float64Array, second: Float64Array): Uint32Array {
  const order = Uint32Array.from(first, (_, index) => index);
  const of = (numbers: Float64Array, index: number): number => numbers[index] as number;
  return order.sort((one, other) => of(first, one) - of(first, other) || of(second, one) - of(second, other));
}

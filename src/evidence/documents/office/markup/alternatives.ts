import type { Flow } from '../flow/flow.ts';
import type { Aside } from '../flow/unit.ts';

interface Start {
  readonly seen: number;
  readonly asides: number;
}

/**
 * Content that is written twice, for newer programs and for older ones (ECMA-376 part 3 §7.6): what the older ones would show is left out where it
 * is the same.
 */
export class Alternatives {
  readonly #flow: Flow;
  #start: Start = { seen: 0, asides: 0 };
  #chosenText = '';
  #chosenAsides: readonly Aside[] = [];

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  open(): void {
    this.#chosenText = '';
    this.#chosenAsides = [];
  }

  openChoice(): void {
    this.#start = this.#here();
  }

  closeChoice(): void {
    this.#chosenText = this.#flow.seenSince(this.#start.seen);
    this.#chosenAsides = this.#flow.unit.asides.slice(this.#start.asides);
  }

  openFallback(): void {
    this.#start = this.#here();
  }

  closeFallback(): void {
    const { unit } = this.#flow;
    if (this.#flow.seenSince(this.#start.seen) === this.#chosenText) unit.takeBack(this.#start.seen);
    const told = new Set(this.#chosenAsides.map(({ text }) => text));
    unit.asides = unit.asides.filter(({ text }, index) => index < this.#start.asides || !told.has(text));
  }

  #here(): Start {
    return { seen: this.#flow.seenLength, asides: this.#flow.unit.asides.length };
  }
}

import type { Step } from './step-program.ts';

/** How many steps a backtracking matcher takes from one start, and the end of its match. */
export interface Walk {
  readonly steps: number;
  /** -1 where nothing matches, or where the walk was given up. */
  readonly end: number;
}

/**
 * Walks a pattern's steps over a text as a backtracking matcher does, and counts them: the same on every machine.
 * @param text a byte for each character; one above 127 is one beyond ASCII
 * @param most the walk is given up after so many steps
 */
export function countSteps(program: readonly Step[], text: Uint8Array, start: number, most: number): Walk {
  const walker = new Walker(program, text, most);
  const end = walker.endFrom({ step: 0, at: start, counters: null });
  return { steps: walker.steps, end };
}

/** The counters of the repeats that a place is in, innermost first. */
interface Counters {
  readonly count: number;
  /** Where the round began; a round that eats nothing is the last. */
  readonly from: number;
  readonly outer: Counters | null;
}

/** A place in the steps and in the text. */
interface Branch {
  readonly step: number;
  readonly at: number;
  readonly counters: Counters | null;
}

/** A step and whom it concerns. */
type Of<Type extends Step['type']> = Extract<Step, { readonly type: Type }>;

class Walker {
  steps = 0;
  readonly #program: readonly Step[];
  readonly #text: Uint8Array;
  readonly #most: number;
  /** What is left to try, the next last; a look-around's own lie above those of what it stands in. */
  readonly #left: Branch[] = [];

  constructor(program: readonly Step[], text: Uint8Array, most: number) {
    this.#program = program;
    this.#text = text;
    this.#most = most;
  }

  /** Where the first match from a place ends; -1 where there is none. */
  endFrom(place: Branch): number {
    const outer = this.#left.length;
    let branch: Branch | null = place;
    while (branch !== null && this.steps < this.#most) {
      const step = this.#program[branch.step] as Step;
      this.steps += 1;
      if (step.type === 'found') {
        this.#left.length = outer;
        return branch.at;
      }
      branch = this.#after(step, branch) ?? (this.#left.length > outer ? (this.#left.pop() as Branch) : null);
    }
    this.#left.length = outer;
    return -1;
  }

  /** Where a step leads; null where it fails. */
  #after(step: Exclude<Step, { readonly type: 'found' }>, { step: place, at, counters }: Branch): Branch | null {
    switch (step.type) {
      case 'eat':
        return this.#eaten(step, { step: place + 1, at, counters });
      case 'assert':
        return holds(step.sign, this.#text, at) ? { step: place + 1, at, counters } : null;
      case 'look': {
        const seen = this.endFrom({ step: place + 1, at, counters: null }) >= 0;
        return seen === step.wants ? { step: step.to, at, counters } : null;
      }
      case 'try':
        this.#left.push({ step: step.second, at, counters });
        return { step: step.first, at, counters };
      case 'go':
        return { step: step.to, at, counters };
      case 'count':
        return { step: place + 1, at, counters: { count: 0, from: -1, outer: counters } };
      case 'round':
        return this.#round(step, { step: place + 1, at, counters });
    }
  }

  #eaten({ holds, back }: Of<'eat'>, { step, at, counters }: Branch): Branch | null {
    const code = this.#text[back ? at - 1 : at];
    if (code === undefined || holds[Math.min(code, 128)] !== 1) return null;
    return { step, at: back ? at - 1 : at + 1, counters };
  }

  #round({ min, max, lazy, out }: Of<'round'>, { step, at, counters }: Branch): Branch | null {
    const { count, from, outer } = counters as Counters;
    const on: Branch = { step: out, at, counters: outer };
    const again: Branch = { step, at, counters: { count: count + 1, from: at, outer } };
    if (count < min) return again;
    if (count >= max) return on;
    // A round that ate nothing is none.
    if (from === at) return null;
    this.#left.push(lazy ? again : on);
    return lazy ? on : again;
  }
}

function holds(sign: '^' | '$' | 'b' | 'B', text: Uint8Array, at: number): boolean {
  if (sign === '^') return at === 0 || isBreak(text[at - 1]);
  if (sign === '$') return at === text.length || isBreak(text[at]);
  return (isWord(text[at - 1]) !== isWord(text[at])) === (sign === 'b');
}

function isBreak(code: number | undefined): boolean {
  return code === 0x0a || code === 0x0d;
}

function isWord(code: number | undefined): boolean {
  if (code === undefined) return false;
  const letter = code & ~0x20;
  return (letter >= 0x41 && letter <= 0x5a) || (code >= 0x30 && code <= 0x39) || code === 0x5f;
}

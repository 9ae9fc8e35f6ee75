import type { CharSet } from '../../src/secrets/pack/char-set.ts';
import type { PatternNode } from '../../src/secrets/pack/pattern-syntax.ts';

/** One step of a backtracking matcher. */
export type Step =
  /** Eats a character; one beyond ASCII is in slot 128 of `holds`. */
  | { readonly type: 'eat'; readonly holds: Uint8Array; readonly back: boolean }
  | { readonly type: 'assert'; readonly sign: '^' | '$' | 'b' | 'B' }
  | { readonly type: 'look'; readonly wants: boolean; readonly to: number }
  | { readonly type: 'try'; readonly first: number; readonly second: number }
  | { readonly type: 'go'; readonly to: number }
  /** Begins a counted repeat: its counter starts at nought. */
  | { readonly type: 'count' }
  /** At the head of a repeat: goes round again or on, as its counter allows. */
  | { readonly type: 'round'; readonly min: number; readonly max: number; readonly lazy: boolean; readonly out: number }
  | { readonly type: 'found' };

/** A pattern as steps, in the order in which a backtracking matcher takes them. */
export function stepProgram(tree: PatternNode, ignoreCase: boolean): readonly Step[] {
  const writer = new Writer(ignoreCase);
  writer.node(tree, false);
  writer.steps.push({ type: 'found' });
  return writer.steps;
}

class Writer {
  readonly steps: Step[] = [];
  readonly #ignoreCase: boolean;

  constructor(ignoreCase: boolean) {
    this.#ignoreCase = ignoreCase;
  }

  /** @param back inside a look-behind, which reads from right to left */
  node(node: PatternNode, back: boolean): void {
    switch (node.type) {
      case 'char':
        this.steps.push({ type: 'eat', holds: slots(node.set, this.#ignoreCase), back });
        return;
      case 'assertion':
        this.steps.push({ type: 'assert', sign: node.sign });
        return;
      case 'look':
        this.#look(node);
        return;
      case 'sequence':
        for (const part of back ? node.parts.toReversed() : node.parts) this.node(part, back);
        return;
      case 'choice':
        this.#choice(node.options, back);
        return;
      case 'repeat':
        this.#repeat(node, back);
    }
  }

  #look({ wants, behind, body }: Extract<PatternNode, { type: 'look' }>): void {
    const place = this.#leaveRoom();
    this.node(body, behind);
    this.steps.push({ type: 'found' });
    this.steps[place] = { type: 'look', wants, to: this.steps.length };
  }

  #choice(options: readonly PatternNode[], back: boolean): void {
    const exits: number[] = [];
    for (const [index, option] of options.entries()) {
      const isLast = index === options.length - 1;
      const place = isLast ? null : this.#leaveRoom();
      this.node(option, back);
      if (place === null) break;
      exits.push(this.#leaveRoom());
      this.steps[place] = { type: 'try', first: place + 1, second: this.steps.length };
    }
    for (const exit of exits) this.steps[exit] = { type: 'go', to: this.steps.length };
  }

  #repeat({ min, max, lazy, body }: Extract<PatternNode, { type: 'repeat' }>, back: boolean): void {
    this.steps.push({ type: 'count' });
    const head = this.#leaveRoom();
    this.node(body, back);
    this.steps.push({ type: 'go', to: head });
    this.steps[head] = { type: 'round', min, max, lazy, out: this.steps.length };
  }

  #leaveRoom(): number {
    return this.steps.push({ type: 'found' }) - 1;
  }
}

function slots({ ascii, beyond }: CharSet, ignoreCase: boolean): Uint8Array {
  const holds = new Uint8Array(129);
  for (let code = 0; code < 128; code += 1) {
    if ((ascii & (1n << BigInt(code))) === 0n) continue;
    holds[code] = 1;
    const letter = code & ~0x20;
    if (ignoreCase && letter >= 0x41 && letter <= 0x5a) holds[code ^ 0x20] = 1;
  }
  if (beyond) holds[128] = 1;
  return holds;
}

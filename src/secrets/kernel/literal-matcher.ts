import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Literal } from './literal.ts';
import { CHUNK, layOut, MOST_HITS, PADDING } from './memory-layout.ts';

/** Told of each occurrence: the literal's index in the list and the byte it starts at. It must not scan in its turn. */
export type OnLiteral = (literal: number, start: number) => void;

/** Finds every occurrence of every literal in one pass; each is told exactly once, not always in order. */
export interface LiteralMatcher {
  readonly scan: (utf8: Uint8Array, onLiteral: OnLiteral) => void;
}

/** What assembly/literal-scan.ts exports. */
interface Kernel {
  readonly lay: (...addresses: readonly number[]) => void;
  readonly learn: (...lesson: readonly number[]) => void;
  readonly begin: (bytes: number) => void;
  readonly scan: (from: number, to: number) => number;
  readonly stoppedAt: WebAssembly.Global;
}

const MODULE = new WebAssembly.Module(readFileSync(join(import.meta.dirname, 'literal-scan.wasm')));

/**
 * A hashed 4-gram matcher in WebAssembly: every second position of the text is looked up in a table of the grams at two neighbouring
 * places of each literal, so that any occurrence is sampled exactly once, and what is known there is compared byte by byte.
 *
 * @throws RangeError where a literal is shorter than three bytes
 */
export function buildLiteralMatcher(literals: readonly Literal[]): LiteralMatcher {
  const { memory, addresses, lesson, input, hits, longest } = layOut(literals);
  const kernel = new WebAssembly.Instance(MODULE, { env: { memory } }).exports as unknown as Kernel;
  kernel.lay(...addresses);
  kernel.learn(...lesson);
  const chunks = new Chunks(kernel, new Uint8Array(memory.buffer, input - PADDING), longest);
  const found = new Int32Array(memory.buffer, hits, MOST_HITS * 2);
  return { scan: (utf8, onLiteral) => chunks.scan(utf8, found, onLiteral) };
}

/** Gives a text to the kernel piece by piece, each with as much of its neighbours as a literal may reach into. */
class Chunks {
  readonly #kernel: Kernel;
  readonly #input: Uint8Array;
  readonly #overlap: number;

  constructor(kernel: Kernel, input: Uint8Array, longest: number) {
    this.#kernel = kernel;
    this.#input = input;
    this.#overlap = (longest + 1) & ~1;
  }

  scan(utf8: Uint8Array, found: Int32Array, onLiteral: OnLiteral): void {
    for (let start = 0; start < utf8.length; start += CHUNK) {
      const before = Math.max(0, start - this.#overlap);
      const end = Math.min(utf8.length, start + CHUNK);
      this.#give(utf8, before, Math.min(utf8.length, end + this.#overlap));
      let from = start - before;
      while (from < end - before) {
        const count = this.#kernel.scan(from, end - before);
        for (let at = 0; at < count; at += 1)
          onLiteral(found[2 * at] as number, before + (found[2 * at + 1] as number));
        from = this.#kernel.stoppedAt.value as number;
      }
    }
  }

  #give(utf8: Uint8Array, from: number, to: number): void {
    this.#input.set(utf8.subarray(from, to), PADDING);
    this.#input.fill(0, PADDING + to - from, 2 * PADDING + to - from);
    this.#kernel.begin(to - from);
  }
}

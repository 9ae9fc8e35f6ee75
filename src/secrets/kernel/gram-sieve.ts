import {
  contextHash,
  FOUR,
  fourAt,
  gramHash,
  ONE_BEHIND,
  THREE_BEFORE,
  THREE_FROM,
  TWO_BEHIND,
  threeAt,
  twoAt,
} from './gram-hash.ts';
import { gramsAt } from './gram-options.ts';
import { GRAM, type Pattern } from './literal.ts';

/**
 * Bits of the hashes that are looked up, as in assembly/sieve.ts: few enough to stay in the second-level cache, the last in the first,
 * so many that most places are done with there.
 */
const GRAM_BITS = 21;
const BESIDE_BITS = 20;
const SHORT_BITS = 17;

const bytesOf = (bits: number): number => 1 << (bits - 3);

/** Tells where in a text a literal may stand, as the kernel reads it. */
export class GramSieve {
  /** Its tables, one behind the other. */
  readonly bytes = new Uint8Array(bytesOf(GRAM_BITS) + bytesOf(BESIDE_BITS) + bytesOf(SHORT_BITS));
  readonly #beside = this.bytes.subarray(bytesOf(GRAM_BITS));
  readonly #short = this.bytes.subarray(bytesOf(GRAM_BITS) + bytesOf(BESIDE_BITS));

  /** @param offset where in the pattern the grams begin of which one is looked up */
  add(pattern: Pattern, offset: number): void {
    for (const place of [offset, offset + 1])
      gramsAt(pattern, place, (gram) => setBit(this.bytes, gramHash(gram, GRAM_BITS)));
    if (pattern.folded.length < GRAM) this.#addThree(pattern);
    else if (pattern.folded.length < GRAM + 2)
      setBit(this.#short, contextHash(fourAt(pattern.folded, 0), FOUR, SHORT_BITS));
    else for (const place of [offset, offset + 1]) this.#addBehind(pattern.folded, place);
  }

  #addBehind(bytes: Uint8Array, at: number): void {
    const isLast = at + GRAM + 1 === bytes.length;
    const context = isLast ? ONE_BEHIND | (bytes[at + GRAM] as number) : TWO_BEHIND | twoAt(bytes, at + GRAM);
    setBit(this.#beside, contextHash(fourAt(bytes, at), context, BESIDE_BITS));
  }

  #addThree({ folded, begins, ends }: Pattern): void {
    const three = threeAt(folded, 0);
    for (const context of [
      THREE_FROM,
      begins ? THREE_FROM : THREE_FROM | 1,
      THREE_BEFORE,
      ends ? THREE_BEFORE : THREE_BEFORE | 1,
    ])
      setBit(this.#short, contextHash(three, context, SHORT_BITS));
  }
}

function setBit(bits: Uint8Array, at: number): void {
  bits[at >>> 3] = (bits[at >>> 3] as number) | (1 << (at & 7));
}

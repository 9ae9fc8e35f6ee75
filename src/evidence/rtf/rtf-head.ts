import { asBuffer } from '../decode/byte-string.ts';
import { tokenizeRtf } from './tokenize.ts';

const HEAD = 4096;
/** Tokens in which the keyword may stand ([MS-OXRTFEX] §2.1.3.1.1 says ten); some writers put a few more before it. */
const MOST_WORDS = 24;

/** What an RTF document holds, by `\fromhtml1` or `\fromtext` in its head ([MS-OXRTFEX] §2.1.3.1.1). */
export function rtfHead(bytes: Uint8Array): 'html' | 'text' | 'native' {
  const head = asBuffer(bytes).subarray(0, HEAD);
  const reader = new HeadReader();
  tokenizeRtf(head, 0, head.length, reader);
  return reader.kind;
}

class HeadReader {
  kind: 'html' | 'text' | 'native' = 'native';
  #words = 0;
  #depth = 0;
  #isOver = false;

  open(): void {
    this.#depth += 1;
    // The header's own words stand in the outermost group before its tables.
    if (this.#depth > 1) this.#isOver = true;
  }

  close(): void {
    this.#isOver = true;
  }

  control(word: string, value: number | null): void {
    this.#words += 1;
    if (this.#isOver || this.#words > MOST_WORDS || this.kind !== 'native') return;
    if (word === 'fromhtml' && value !== 0) this.kind = 'html';
    else if (word === 'fromtext' && value !== 0) this.kind = 'text';
  }

  symbol(): void {
    this.#isOver = true;
  }

  hex(): void {
    this.#isOver = true;
  }

  text(): void {
    this.#isOver = true;
  }

  binary(): void {
    this.#isOver = true;
  }
}

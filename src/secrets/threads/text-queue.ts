import type { ScanOutcome, TextInContext } from '../text-scanner.ts';

/** A text that waits for a thread. */
export interface WaitingText extends TextInContext {
  /** Whether it goes by itself, since one of those it went with ended their thread. */
  readonly isSuspect: boolean;
  readonly settle: (outcome: ScanOutcome) => void;
}

/** Bytes that are worth the way to a thread and back; a longer text goes alone. */
const ORDER_BYTES = 64 * 1024;
const ORDER_TEXTS = 256;

/** Texts in the order in which they came, taken some at a time. */
export class TextQueue {
  #texts: WaitingText[] = [];
  #bytes = 0;

  get isEmpty(): boolean {
    return this.#texts.length === 0;
  }

  /** Whether there is a whole order. */
  get isWorthAThread(): boolean {
    return this.#bytes >= ORDER_BYTES || this.#texts.length >= ORDER_TEXTS;
  }

  add(texts: readonly WaitingText[]): void {
    for (const text of texts) {
      this.#texts.push(text);
      this.#bytes += text.utf8.length;
    }
  }

  /** Puts texts of an order whose thread ended in front of all others. */
  putBack(texts: readonly WaitingText[]): void {
    this.#texts = [...texts.map((text) => ({ ...text, isSuspect: true })), ...this.#texts];
    this.#bytes += bytesOf(texts);
  }

  /** Whether the next order may be scanned without a clock that watches over it: it ended no thread, and is not long. */
  get isHarmless(): boolean {
    const [next] = this.#texts;
    return next !== undefined && !next.isSuspect && next.utf8.length <= ORDER_BYTES;
  }

  /** The next order's worth of texts; none where none wait. */
  take(): readonly WaitingText[] {
    let bytes = 0;
    let count = 0;
    for (const { utf8, isSuspect } of this.#texts.slice(0, ORDER_TEXTS)) {
      if (count > 0 && (isSuspect || bytes + utf8.length > ORDER_BYTES)) break;
      bytes += utf8.length;
      count += 1;
      if (isSuspect) break;
    }
    this.#bytes -= bytes;
    return this.#texts.splice(0, count);
  }
}

const bytesOf = (texts: readonly WaitingText[]) => texts.reduce((sum, { utf8 }) => sum + utf8.length, 0);

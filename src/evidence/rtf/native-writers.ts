import type { ExtractedText } from '../part.ts';
import { joinHidden } from '../text/hidden-text.ts';
import { LineWriter } from './line-writer.ts';
import type { TextAllowance } from './text-target.ts';

/** The places that a native document's text comes to: the body, what stands apart from it, its properties, and what a reader does not see. */
export class NativeWriters {
  readonly body: LineWriter;
  readonly properties: LineWriter;
  readonly hidden: LineWriter;
  readonly #asides: LineWriter;
  readonly #allowance: TextAllowance;
  /** Writers of asides that have ended; a document may have a million of them. */
  readonly #free: LineWriter[] = [];

  constructor(allowance: TextAllowance) {
    this.#allowance = allowance;
    this.body = new LineWriter(allowance);
    this.properties = new LineWriter(allowance);
    this.hidden = new LineWriter(allowance);
    this.#asides = new LineWriter(allowance);
  }

  /** A writer for text that stands apart from the text around it. */
  openAside(): LineWriter {
    return this.#free.pop() ?? new LineWriter(this.#allowance);
  }

  closeAside(aside: LineWriter): void {
    this.#asides.adopt(aside);
    this.#free.push(aside);
  }

  finish(): ExtractedText {
    this.body.adopt(this.#asides);
    this.body.adopt(this.properties);
    return joinHidden(this.body.finish(), this.hidden.finish());
  }
}

import type { Tally } from '../../core/index.ts';
import { decodeCharset } from '../decode/charset.ts';
import type { EvidenceEvent } from '../evidence-event.ts';
import { lossAt, type Reading } from '../source/reading.ts';
import type { Beside } from './beside.ts';
import { LoadFileRows } from './load-file-rows.ts';
import type { LoadFileShape } from './load-file-shape.ts';

/** Missing files that are told one by one; of more, how many. */
const MOST_TOLD = 1000;

/** Checks the rows of a load file, fed with its text, against the files that came with it. */
export class LoadFileCheck {
  readonly #rows: LoadFileRows;
  readonly #beside: Beside;
  readonly #missing: number[] = [];
  #count = 0;
  #found = 0;

  constructor(shape: LoadFileShape, beside: Beside) {
    this.#rows = new LoadFileRows(shape);
    this.#beside = beside;
  }

  /** @param bytes the next stretch of the file. */
  push(bytes: Uint8Array, charset: string | null): void {
    this.#look(this.#rows.push(Buffer.from(decodeCharset(bytes, charset).utf8)));
  }

  /** The rows for files that are not there, and the balance with them: the load file counts what the export wrote, and each file that is there counts itself. */
  *finish(reading: Reading, tally: Tally): Generator<EvidenceEvent, Tally> {
    this.#look(this.#rows.end());
    const lost = this.#count - this.#found;
    if (lost === 0) return tally;
    for (const detail of this.#details(lost))
      yield { type: 'loss', loss: lossAt('source', reading, 'not-found', detail) };
    const expected = tally.expected === 'unknown' ? tally.expected : tally.expected + lost;
    return { ...tally, expected, unreadable: tally.unreadable + lost };
  }

  #look(rows: ReturnType<LoadFileRows['push']>): void {
    for (const { number, paths } of rows) {
      if (paths.length === 0) continue;
      this.#count += 1;
      if (paths.some(this.#beside)) this.#found += 1;
      else if (this.#missing.length < MOST_TOLD) this.#missing.push(number);
    }
  }

  *#details(lost: number): Generator<string> {
    if (this.#found === 0) {
      yield `None of the ${lost} files that this load file lists is beside it; add the folder or archive that holds the export as a whole.`;
      return;
    }
    for (const number of this.#missing)
      yield `Row ${number} of this load file names a file that is not there; get it from the export again.`;
    const more = lost - this.#missing.length;
    if (more > 0) yield `${more} more rows of this load file name files that are not there; get the export again.`;
  }
}

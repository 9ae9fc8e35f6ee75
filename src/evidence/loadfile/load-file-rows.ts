import { type RecordPiece, splitCsv, splitLines } from '../../core/index.ts';
import { fieldsOf, type LoadFileShape } from './load-file-shape.ts';

/** A row of a load file that names a file. */
export interface LoadFileRow {
  /** From 1, the title row not counted. */
  readonly number: number;
  /** The paths given for the row's file, surest first; as written, attacker-controlled. */
  readonly paths: readonly string[];
}

/** Follows a load file's rows through its text, which comes in stretches of UTF-8. */
export class LoadFileRows {
  readonly #shape: LoadFileShape;
  readonly #splitter: ReturnType<typeof splitCsv>;
  #number = 0;

  constructor(shape: LoadFileShape) {
    this.#shape = shape;
    // A Concordance file keeps line ends within fields as U+00AE: each row is a line.
    this.#splitter = shape.qualifier === null ? splitCsv(shape.delimiter.charCodeAt(0), 1) : splitLines();
  }

  push(utf8: Buffer): readonly LoadFileRow[] {
    return this.#rows(this.#splitter.push(utf8));
  }

  end(): readonly LoadFileRow[] {
    return this.#rows(this.#splitter.end());
  }

  #rows(pieces: readonly RecordPiece[]): readonly LoadFileRow[] {
    return pieces.flatMap(({ row, bytes }) => {
      const isTitle = this.#shape.qualifier === null ? row < 0 : row === 0;
      if (isTitle) return [];
      this.#number += 1;
      const fields = bytes === null ? [] : fieldsOf(bytes.toString('utf8'), this.#shape);
      const paths = this.#shape.pathColumns.flatMap((column) => fields[column]?.trim() || []);
      return [{ number: this.#number, paths }];
    });
  }
}

import type { ParquetColumn } from './parquet-type.ts';
import { valueWriter } from './value-writer.ts';
import type { ValueWriter } from './written-values.ts';

/** Which places of a column hold a value, as Parquet's levels say it (parquet-format, "Nested Encoding"). */
export interface ColumnLevels {
  /** How far each place is defined, up to `most`. */
  readonly defined: Uint8Array;
  readonly most: 1 | 3;
  /** Lists only: 0 where a place begins a row, 1 where it goes on with the row's list. */
  readonly repeated: Uint8Array | null;
  /** Places that hold no value. */
  readonly nulls: number;
}

/** Takes the values of one column, row by row. What is no value of the column's type counts as null. */
export interface ColumnBuilder {
  readonly values: ValueWriter;
  /** @param row its number, ascending; a row that is left out has null. */
  readonly add: (value: unknown, row: number) => void;
  /** @param rows how many there are in all. */
  readonly levels: (rows: number) => ColumnLevels;
}

export function columnBuilder(type: ParquetColumn['type']): ColumnBuilder {
  return type === 'VARCHAR[]' ? new ListBuilder(valueWriter(type)) : new FlatBuilder(valueWriter(type));
}

class FlatBuilder implements ColumnBuilder {
  readonly values: ValueWriter;
  #count = 0;
  /** The rows of the values; null while every row has one. */
  #rows: number[] | null = null;

  constructor(values: ValueWriter) {
    this.values = values;
  }

  add(value: unknown, row: number): void {
    if (!this.values.add(value)) return;
    if (this.#rows === null && row !== this.#count) this.#rows = [...new Array(this.#count).keys()];
    this.#rows?.push(row);
    this.#count++;
  }

  levels(rows: number): ColumnLevels {
    const defined = new Uint8Array(rows);
    if (this.#rows === null) defined.fill(1, 0, this.#count);
    else for (const row of this.#rows) defined[row] = 1;
    return { defined, most: 1, repeated: null, nulls: rows - this.#count };
  }
}

const EMPTY_LIST = 1;
const EMPTY_PLACE = 2;
const ELEMENT = 3;

class ListBuilder implements ColumnBuilder {
  readonly values: ValueWriter;
  readonly #defined: number[] = [];
  readonly #repeated: number[] = [];
  #rows = 0;
  #count = 0;

  constructor(values: ValueWriter) {
    this.values = values;
  }

  add(value: unknown, row: number): void {
    if (!Array.isArray(value)) return;
    this.#skipTo(row);
    if (value.length === 0) this.#place(0, EMPTY_LIST);
    for (let index = 0; index < value.length; index++) {
      const isValue = this.values.add(value[index]);
      if (isValue) this.#count++;
      this.#place(index === 0 ? 0 : 1, isValue ? ELEMENT : EMPTY_PLACE);
    }
    this.#rows++;
  }

  levels(rows: number): ColumnLevels {
    this.#skipTo(rows);
    const [defined, repeated] = [Uint8Array.from(this.#defined), Uint8Array.from(this.#repeated)];
    return { defined, most: ELEMENT, repeated, nulls: defined.length - this.#count };
  }

  #skipTo(row: number): void {
    for (; this.#rows < row; this.#rows++) this.#place(0, 0);
  }

  #place(repeated: number, defined: number): void {
    this.#repeated.push(repeated);
    this.#defined.push(defined);
  }
}

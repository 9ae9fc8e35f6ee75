import { type Instant, millisecondsOf } from '../../core/index.ts';
import { remembered } from '../record/remembered.ts';
import { ByteSink } from './byte-sink.ts';
import { ENCODING, type ParquetColumn } from './parquet-type.ts';
import { TextWriter } from './text-writer.ts';
import type { ValueWriter, WrittenValues } from './written-values.ts';

const MOST_INTEGER = 0x7fff_ffff;

export function valueWriter(type: ParquetColumn['type']): ValueWriter {
  switch (type) {
    case 'BOOLEAN':
      return new BooleanWriter();
    case 'INTEGER':
      return new NumberWriter(writeInt32, (value) =>
        isWhole(value) && Math.abs(value) <= MOST_INTEGER ? value : null,
      );
    case 'BIGINT':
      return new NumberWriter(writeInt64, (value) => (isWhole(value) ? value : null));
    case 'TIMESTAMP':
      return new NumberWriter(writeInt64, microsecondsOf);
    default:
      return new TextWriter();
  }
}

const writeInt32 = (sink: ByteSink, value: number) => sink.uint32(value);
const writeInt64 = (sink: ByteSink, value: number) => sink.int64(value);

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

const MINUTE = 'YYYY-MM-DDTHH:mm'.length;
const minuteMilliseconds = remembered((minute) => millisecondsOf(`${minute}:00.000Z` as Instant));

/** Of an Instant; the minute is worked out once for the records that share it. */
function microsecondsOf(value: unknown): number | null {
  if (typeof value !== 'string') return null;
  const seconds = Number(value.slice(MINUTE + 1, -1));
  return 1000 * (minuteMilliseconds(value.slice(0, MINUTE)) + Math.round(1000 * seconds));
}

class NumberWriter implements ValueWriter {
  readonly #sink = new ByteSink();
  readonly #write: (sink: ByteSink, value: number) => void;
  readonly #read: (value: unknown) => number | null;
  #least = Number.POSITIVE_INFINITY;
  #greatest = Number.NEGATIVE_INFINITY;

  constructor(write: (sink: ByteSink, value: number) => void, read: (value: unknown) => number | null) {
    this.#write = write;
    this.#read = read;
  }

  add(value: unknown): boolean {
    const number = this.#read(value);
    if (number === null) return false;
    this.#write(this.#sink, number);
    if (number < this.#least) this.#least = number;
    if (number > this.#greatest) this.#greatest = number;
    return true;
  }

  written(): WrittenValues {
    const range =
      this.#sink.length === 0 ? null : ([this.#bytesOf(this.#least), this.#bytesOf(this.#greatest)] as const);
    return { encoding: ENCODING.plain, bytes: this.#sink.view(), dictionary: null, range };
  }

  #bytesOf(value: number): Uint8Array {
    const one = new ByteSink();
    this.#write(one, value);
    return Uint8Array.from(one.view());
  }
}

class BooleanWriter implements ValueWriter {
  readonly #values: boolean[] = [];

  add(value: unknown): boolean {
    if (typeof value !== 'boolean') return false;
    this.#values.push(value);
    return true;
  }

  written(): WrittenValues {
    const bytes = new Uint8Array(Math.ceil(this.#values.length / 8));
    for (const [index, value] of this.#values.entries()) {
      if (value) bytes[index >> 3] = (bytes[index >> 3] ?? 0) | (1 << (index & 7));
    }
    return { encoding: ENCODING.plain, bytes, dictionary: null, range: null };
  }
}

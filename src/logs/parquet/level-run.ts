import type { ByteSink } from './byte-sink.ts';

const VALUES_IN_GROUP = 8;

/** Bits that hold every number up to `most`; at least one. */
export function bitsFor(most: number): number {
  return most <= 1 ? 1 : 32 - Math.clz32(most);
}

/**
 * Writes small numbers in Parquet's hybrid of runs and packed bits (parquet-format, Encodings.md, RLE): one run where all are alike, else
 * all of them packed.
 * @param width bits of a number, 1 to 24.
 */
export function writeRun(sink: ByteSink, numbers: ArrayLike<number>, count: number, width: number): void {
  const first = numbers[0] ?? 0;
  let alike = 1;
  while (alike < count && numbers[alike] === first) alike++;
  if (alike >= count) writeRepeated(sink, first, count, width);
  else writePacked(sink, numbers, count, width);
}

function writeRepeated(sink: ByteSink, value: number, count: number, width: number): void {
  sink.varint(count * 2);
  for (let bits = 0; bits < width; bits += 8) sink.byte((value >>> bits) & 0xff);
}

function writePacked(sink: ByteSink, numbers: ArrayLike<number>, count: number, width: number): void {
  const groups = Math.ceil(count / VALUES_IN_GROUP);
  sink.varint(groups * 2 + 1);
  let waiting = 0;
  let bits = 0;
  for (let index = 0; index < groups * VALUES_IN_GROUP; index++) {
    waiting |= (index < count ? (numbers[index] ?? 0) : 0) << bits;
    bits += width;
    for (; bits >= 8; bits -= 8) {
      sink.byte(waiting & 0xff);
      waiting >>>= 8;
    }
  }
}

import type { ByteSpan } from '../../core/index.ts';
import { decodeUnits, joinUnits, type TextEncoding, textUnits, type Units } from './text-units.ts';

/** One physical line, without its end. */
export interface TextLine {
  /** 1 for the first. */
  readonly number: number;
  /** Bytes of the line in the input, without its end. */
  readonly span: ByteSpan;
  /** Null where the line is longer than the budget. */
  readonly text: string | null;
}

const LF = 0x0a;
const CR = 0x0d;
/** Units of the longest line that is read; a list's row is some hundred bytes, and mail headers in a cell some thousand. */
export const LONGEST_LINE = 4 << 20;

/** The lines of a text, ended by LF, CRLF or CR. */
export async function* textLines(chunks: AsyncIterable<Uint8Array>, encoding: TextEncoding): AsyncGenerator<TextLine> {
  const { width } = encoding;
  let at = encoding.skip;
  let number = 0;
  let kept: Units = new Uint8Array(0);
  let overflown = 0;
  let afterCr = false;
  const line = (units: Units): TextLine => {
    const tooLong = overflown + kept.length + units.length > LONGEST_LINE;
    const whole = tooLong ? null : decodeUnits(joinUnits(kept, units));
    const size = (kept.length + overflown + units.length) * width;
    number += 1;
    const row: TextLine = { number, span: [at, at + size], text: whole };
    at += size;
    kept = new Uint8Array(0);
    overflown = 0;
    return row;
  };
  for await (const units of textUnits(chunks, encoding)) {
    let start = 0;
    for (let end = lineEnd(units, 0); end !== -1; end = lineEnd(units, start)) {
      if (afterCr && end === 0 && start === 0 && units[0] === LF) {
        at += width;
      } else {
        yield line(units.subarray(start, end));
        at += width;
      }
      afterCr = units[end] === CR;
      start = end + 1;
      if (afterCr && units[start] === LF) {
        start += 1;
        at += width;
        afterCr = false;
      }
    }
    if (start < units.length) afterCr = false;
    const rest = units.subarray(start);
    if (kept.length + rest.length > LONGEST_LINE) overflown += rest.length;
    else kept = joinUnits(kept, rest.slice());
  }
  if (kept.length + overflown > 0) yield line(new Uint8Array(0));
}

function lineEnd(units: Units, from: number): number {
  const newline = units.indexOf(LF, from);
  const limit = newline === -1 ? units.length : newline;
  const carriage = units.subarray(from, limit).indexOf(CR);
  return carriage === -1 ? newline : from + carriage;
}

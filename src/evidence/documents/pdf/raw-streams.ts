import { asBuffer } from '../../decode/byte-string.ts';

/** A stream of a PDF as it stands in the file (ISO 32000-2, 7.3.8): its dictionary as text, and the bytes it is stored as. */
export interface RawStream {
  readonly dictionary: string;
  readonly stored: Uint8Array;
}

/** Most streams that are looked at. */
const MOST_STREAMS = 200_000;
/** Most bytes of a dictionary; a longer one is looked at from there on. */
const MOST_DICTIONARY = 4096;

/**
 * The streams of a file in the order in which they stand, found by their keywords, whatever the index says. In an encrypted file the dictionaries are as
 * readable as in others; what is stored is not.
 */
export function* rawStreams(bytes: Uint8Array): Generator<RawStream> {
  const file = asBuffer(bytes);
  let from = 0;
  for (let count = 0; count < MOST_STREAMS; count += 1) {
    const keyword = file.indexOf('stream', from, 'latin1');
    if (keyword < 0) return;
    const end = file.indexOf('endstream', keyword, 'latin1');
    const stop = end < 0 ? file.length : end;
    const start = afterLineEnd(file, keyword + 'stream'.length);
    const before = file.toString('latin1', Math.max(from, keyword - MOST_DICTIONARY), keyword);
    const dictionary = before.slice(before.lastIndexOf(' obj') + 1);
    yield { dictionary, stored: file.subarray(start, Math.max(start, stop)) };
    from = stop + 'endstream'.length;
  }
}

function afterLineEnd(file: Buffer, at: number): number {
  const next = file[at] === 0x0d ? at + 1 : at;
  return file[next] === 0x0a ? next + 1 : next;
}

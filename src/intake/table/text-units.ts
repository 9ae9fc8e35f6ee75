/** How a list's bytes are written. `width`: bytes per unit; `skip`: bytes of the byte order mark. */
export interface TextEncoding {
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be';
  readonly width: 1 | 2;
  readonly skip: number;
}

/** Code units of a text: bytes of UTF-8, or 16-bit units. */
export type Units = Uint8Array | Uint16Array;

/** Recognises UTF-8 and UTF-16, by their byte order mark or, without one, by where the zero bytes stand. */
export function encodingOf(head: Uint8Array): TextEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return { name: 'utf-16le', width: 2, skip: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { name: 'utf-16be', width: 2, skip: 2 };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { name: 'utf-8', width: 1, skip: 3 };
  const zeros = [0, 0];
  const sample = head.subarray(0, 2048);
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > sample.length / 5 && even * 4 < odd) return { name: 'utf-16le', width: 2, skip: 0 };
  if (even > sample.length / 5 && odd * 4 < even) return { name: 'utf-16be', width: 2, skip: 0 };
  return { name: 'utf-8', width: 1, skip: 0 };
}

/** The input's units, without the byte order mark. An odd last byte of UTF-16 is dropped. */
export async function* textUnits(chunks: AsyncIterable<Uint8Array>, encoding: TextEncoding): AsyncGenerator<Units> {
  let skip = encoding.skip;
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const dropped = Math.min(skip, chunk.length);
    skip -= dropped;
    const bytes = chunk.subarray(dropped);
    if (encoding.width === 1) {
      if (bytes.length > 0) yield bytes;
      continue;
    }
    const joined = Buffer.concat([rest, bytes]);
    const even = joined.length - (joined.length % 2);
    rest = joined.subarray(even);
    if (even > 0) yield sixteenBit(joined.subarray(0, even), encoding.name === 'utf-16be');
  }
}

function sixteenBit(bytes: Uint8Array, bigEndian: boolean): Uint16Array {
  const aligned = Buffer.from(new Uint8Array(bytes).buffer);
  if (bigEndian) aligned.swap16();
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.length / 2);
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const western = new TextDecoder('windows-1252');

/** The text of some units; bytes that are no UTF-8 are read as Windows-1252, in which Excel saves CSV. */
export function decodeUnits(units: Units): string {
  if (units instanceof Uint16Array) {
    return Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le');
  }
  try {
    return strict.decode(units);
  } catch {
    return western.decode(units);
  }
}

/** Two runs of units as one. */
export function joinUnits(a: Units, b: Units): Units {
  if (a.length === 0) return b;
  const joined = b instanceof Uint16Array ? new Uint16Array(a.length + b.length) : new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

/** A field of a TIFF directory: its tag, and its value's bytes. */
export interface TiffField {
  readonly tag: number;
  readonly type: number;
  readonly value: Buffer;
  /** The value as a number, where it is one or begins with one. */
  readonly number: number | null;
}

/** Bytes of a value, by type (TIFF 6.0, section 2). */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8] as const;
const SHORT = 3;
const LONG = 4;
/** Directories of others: EXIF, GPS, interoperability, pictures inside. */
const POINTERS: ReadonlySet<number> = new Set([0x014a, 0x8769, 0x8825, 0xa005]);
const MOST_DIRECTORIES = 64;
const MOST_FIELDS = 4096;

/** The fields of a TIFF, or of the EXIF data in another picture (TIFF 6.0; CIPA DC-008), directory after directory; each directory once. */
export function* tiffFields(file: Buffer): Generator<TiffField> {
  const isLittle = file.toString('latin1', 0, 2) === 'II';
  if (file.length < 8) return;
  const read = numbers(file, isLittle);
  const left = [read.long(4)];
  const seen = new Set<number>();
  for (let at = left.shift(); at !== undefined && seen.size < MOST_DIRECTORIES; at = left.shift()) {
    if (seen.has(at) || at < 8 || at + 2 > file.length) continue;
    seen.add(at);
    const count = Math.min(read.short(at), MOST_FIELDS);
    for (let index = 0; index < count; index += 1) {
      const field = fieldAt(file, at + 2 + index * 12, read);
      if (field === null) continue;
      if (POINTERS.has(field.tag) && field.number !== null) left.push(field.number);
      yield field;
    }
    left.push(read.long(at + 2 + count * 12));
  }
}

interface Numbers {
  readonly short: (at: number) => number;
  readonly long: (at: number) => number;
}

/** 0 for what is not there. */
function numbers(file: Buffer, isLittle: boolean): Numbers {
  return {
    short: (at) => (at + 2 > file.length ? 0 : isLittle ? file.readUInt16LE(at) : file.readUInt16BE(at)),
    long: (at) => (at + 4 > file.length ? 0 : isLittle ? file.readUInt32LE(at) : file.readUInt32BE(at)),
  };
}

function fieldAt(file: Buffer, at: number, { short, long }: Numbers): TiffField | null {
  if (at + 12 > file.length) return null;
  const type = short(at + 2);
  const bytes = (SIZES[type] ?? 0) * long(at + 4);
  const start = bytes <= 4 ? at + 8 : long(at + 8);
  const value = file.subarray(start, start + bytes);
  const number = type === SHORT ? short(start) : type === LONG ? long(start) : null;
  return { tag: short(at), type, value, number: value.length < bytes ? null : number };
}

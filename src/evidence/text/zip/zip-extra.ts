const ZIP64 = 0xffffffff;
const ZIP64_EXTRA = 1;

/** Header values, each that is 0xffffffff replaced by its 64 bits in the Zip64 extra field, where they stand in the same order (APPNOTE.TXT 4.5.3). */
export function zip64Values(extra: Buffer, values: readonly number[]): readonly number[] {
  const field = extraField(extra, ZIP64_EXTRA);
  let at = 0;
  return values.map((value) => {
    if (value !== ZIP64 || field === null || at + 8 > field.length) return value;
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  });
}

function extraField(extra: Buffer, id: number): Buffer | null {
  for (let at = 0; at + 4 <= extra.length; ) {
    const bytes = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + bytes);
    at += 4 + bytes;
  }
  return null;
}

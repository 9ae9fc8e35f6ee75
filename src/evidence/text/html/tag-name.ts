const names = new Map<number, string>();
const MOST_NAMES = 1024;
/** Seven characters of seven bits fit the integers a number holds exactly. */
const LONGEST_KEY = 7;

/** A tag's name in lower case. Documents use few names very often, so short ones are made once. */
export function tagName(bytes: Buffer, start: number, end: number): string {
  if (end - start > LONGEST_KEY) return bytes.toString('latin1', start, end).toLowerCase();
  let key = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80) return bytes.toString('latin1', start, end).toLowerCase();
    key = key * 128 + (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte);
  }
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = bytes.toString('latin1', start, end).toLowerCase();
  if (names.size < MOST_NAMES) names.set(key, name);
  return name;
}

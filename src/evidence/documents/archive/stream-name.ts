/** Endings of compressed single files, and what stands in their place once they are decompressed. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/\.t(?:xz|lz|bz2?|b2|zst|az)$/i, '.tar'],
  [/\.(?:xz|lzma|bz2?|zst|zstd|z)$/i, ''],
];
const LONGEST = 1024;

/** The name of the one file that a compressed file holds: its own without the ending. */
export function streamName(fileName: string | null): string {
  const name = (fileName ?? '').slice(-LONGEST);
  const found = ENDINGS.find(([ending]) => ending.test(name));
  const without = found === undefined ? name : name.replace(found[0], found[1]);
  return without === '' || found === undefined ? 'content' : without;
}

const LF = 10;

/**
 * Finds every block that begins with `begin` at a line's start.
 * @param readBlock reads the block at an offset; null where it is none, and the search goes on after its beginning.
 */
export function findAtLineStarts<Block extends { readonly end: number }>(
  buffer: Buffer,
  begin: Buffer,
  readBlock: (buffer: Buffer, start: number) => Block | null,
): readonly Block[] {
  const blocks: Block[] = [];
  let from = 0;
  for (;;) {
    const start = buffer.indexOf(begin, from);
    if (start < 0) return blocks;
    from = start + begin.length;
    if (start > 0 && buffer[start - 1] !== LF) continue;
    const block = readBlock(buffer, start);
    if (block === null) continue;
    blocks.push(block);
    from = block.end;
  }
}

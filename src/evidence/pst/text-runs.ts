const SHORTEST_RUN = 4;

/** What a reader could make out in binary data: runs of printable ASCII, in single bytes and in UTF-16LE, in the order of their places. */
export function textRuns(bytes: Uint8Array): readonly string[] {
  const runs: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = runEnd(bytes, at, 1);
    const wideEnd = runEnd(bytes, at, 2);
    if (wideEnd - at >= 2 * SHORTEST_RUN) {
      runs.push(Buffer.from(bytes.subarray(at, wideEnd)).toString('utf16le'));
      at = wideEnd;
    } else if (end - at >= SHORTEST_RUN) {
      runs.push(Buffer.from(bytes.subarray(at, end)).toString('latin1'));
      at = end;
    } else at += 1;
  }
  return runs;
}

function runEnd(bytes: Uint8Array, start: number, width: 1 | 2): number {
  let at = start;
  while (isPrintable(bytes[at]) && (width === 1 || bytes[at + 1] === 0)) at += width;
  return at;
}

function isPrintable(byte: number | undefined): boolean {
  return byte !== undefined && ((byte >= 0x20 && byte < 0x7f) || byte === 0x09);
}

import {
  MAX_RECORD_BYTES,
  PendingBytes,
  PieceMaker,
  type RecordPiece,
  type RecordSplitter,
} from './record-splitter.ts';

const LF = 0x0a;

/** One record a line (NDJSON); blank lines are none. A line over the record budget is one damaged piece. */
export function splitLines(): RecordSplitter {
  const pending = new PendingBytes();
  const make = new PieceMaker();
  let searched = 0;
  let skippedFrom: number | null = null;

  const cut = (from: number, to: number, into: RecordPiece[]): void => {
    if (skippedFrom !== null) {
      into.push(make.damaged(skippedFrom, pending.start + to, 'too-long'));
      skippedFrom = null;
      return;
    }
    const [start, end] = trimmed(pending.bytes, from, to);
    if (start < end) into.push(make.whole(pending, start, end));
  };

  const push = (chunk: Buffer): RecordPiece[] => {
    const pieces: RecordPiece[] = [];
    pending.append(chunk);
    let from = 0;
    for (let feed = pending.bytes.indexOf(LF, searched); feed !== -1; feed = pending.bytes.indexOf(LF, from)) {
      cut(from, feed, pieces);
      from = feed + 1;
    }
    pending.drop(from);
    if (pending.bytes.length > MAX_RECORD_BYTES) {
      skippedFrom ??= pending.start;
      pending.drop(pending.bytes.length);
    }
    searched = pending.bytes.length;
    return pieces;
  };

  const end = (): RecordPiece[] => {
    const pieces: RecordPiece[] = [];
    cut(0, pending.bytes.length, pieces);
    return pieces;
  };

  return { push, end, closed: () => true };
}

/** Without white space, a byte order mark or a comma around it. */
function trimmed(bytes: Buffer, from: number, to: number): [number, number] {
  let start = from;
  let end = to;
  if (bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf) start += 3;
  while (start < end && isSpace(bytes[start])) start++;
  while (end > start && (isSpace(bytes[end - 1]) || bytes[end - 1] === 0x2c)) end--;
  return [start, end];
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a;
}

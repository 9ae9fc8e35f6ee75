import { beginsWithMailHeader } from '../source/mail-head.ts';

/** A line with the length of the message that follows. */
const COUNT = /^(\d{1,10})[ \t]*\r?\n/;
const COUNT_BYTES = 32;

/** Whether the bytes begin a message as Apple Mail keeps it (.emlx, .partialemlx): a count, the message, and a property list about it. */
export function beginsEmlx(head: Buffer): boolean {
  const line = countLine(head);
  return line !== null && beginsWithMailHeader(head.subarray(line.start));
}

interface CountLine {
  /** Where the message begins. */
  readonly start: number;
  readonly length: number;
}

function countLine(file: Buffer): CountLine | null {
  const match = COUNT.exec(file.toString('latin1', 0, COUNT_BYTES));
  return match === null ? null : { start: match[0].length, length: Number(match[1]) };
}

const PLIST = Buffer.from('<?xml ');
const PLIST_LIMIT = 1024 * 1024;

/**
 * Where the message stands in the file. The count is believed where the property list or nothing follows; a file whose line ends were
 * converted counts wrong, and its message ends before the last property list.
 */
export function emlxSpan(file: Buffer): { readonly start: number; readonly end: number } {
  const { start, length } = countLine(file) ?? { start: 0, length: file.length };
  const counted = start + length;
  if (counted <= file.length && endsBeforePlist(file, counted)) return { start, end: counted };
  const from = Math.max(start, file.length - PLIST_LIMIT);
  const plist = file.subarray(from).lastIndexOf(PLIST);
  const isFound = plist > 0 && file.includes('<plist', from + plist);
  return { start, end: isFound ? from + plist : file.length };
}

/** Whether nothing but white space stands between `at` and a property list or the end. */
function endsBeforePlist(file: Buffer, at: number): boolean {
  let next = at;
  while (next < at + 8 && (file[next] ?? 0) <= 0x20) next += 1;
  return next >= file.length || file.subarray(next, next + PLIST.length).equals(PLIST);
}

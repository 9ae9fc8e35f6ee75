import { byteString } from '../decode/byte-string.ts';

const NEEDLE = Buffer.from('--');
const MOST_LINES = 50;
const PART_HEADER = /^(?:content-[a-z-]+[ \t]*:|\r?\n)/i;

/**
 * The boundary of a multipart that declares none, or another than it uses: the first line that begins with `--` and is followed by a
 * part's header or a blank line, and is no signature separator.
 * @returns null when there is no such line among the first fifty candidates.
 */
export function guessBoundary(buffer: Buffer, from: number, to: number): string | null {
  let at = from;
  for (let tried = 0; tried < MOST_LINES; tried++) {
    at = buffer.indexOf(NEEDLE, at);
    if (at < 0 || at >= to) return null;
    const lf = buffer.indexOf(10, at);
    if (lf < 0 || lf >= to) return null;
    const atLineStart = at === 0 || buffer[at - 1] === 10;
    const line = byteString(buffer, at + 2, Math.min(lf, at + 202)).trimEnd();
    if (atLineStart && /^[^\s-]|^-+[^\s-]/.test(line) && PART_HEADER.test(byteString(buffer, lf + 1, lf + 100)))
      return line;
    at = lf;
  }
  return null;
}

const LF = 10;
const CR = 13;
const SPACE = 32;
const GREATER = 62;
const DASH = 45;

/** A line of flowed text as offsets into it: `[start, mark)` quote marks, `[content, end)` text, `[end, next)` line end. */
interface FlowedLine {
  readonly start: number;
  readonly mark: number;
  readonly content: number;
  readonly end: number;
  readonly next: number;
}

/**
 * Joins the lines of format=flowed text (RFC 3676 §4): soft breaks vanish where the quote depth stays the same, stuffed spaces are
 * removed, the signature separator stays a line of its own. Works on any text whose line ends, spaces and `>` are ASCII.
 * @param deleteSpace the DelSp parameter: whether the space before a soft break belongs to the break.
 */
export function unflow(text: Uint8Array, deleteSpace: boolean): Uint8Array {
  const output = Buffer.allocUnsafe(text.length + 1);
  let length = 0;
  let openDepth = -1;
  for (let at = 0; at < text.length; ) {
    const line = readLine(text, at);
    const depth = line.mark - line.start;
    const signature = isSignature(text, line);
    if (openDepth >= 0 && (openDepth !== depth || signature)) {
      output[length++] = LF;
      openDepth = -1;
    }
    const from = openDepth >= 0 || depth === 0 ? line.content : line.start;
    const soft = !signature && line.next > line.end && line.end > line.content && text[line.end - 1] === SPACE;
    const to = soft ? (deleteSpace ? line.end - 1 : line.end) : line.next;
    output.set(text.subarray(from, to), length);
    length += to - from;
    openDepth = soft ? depth : -1;
    at = line.next;
  }
  return output.subarray(0, length);
}

function readLine(text: Uint8Array, start: number): FlowedLine {
  const lf = text.indexOf(LF, start);
  const next = lf < 0 ? text.length : lf + 1;
  let end = lf < 0 ? text.length : lf;
  if (lf > start && text[lf - 1] === CR) end--;
  let mark = start;
  while (mark < end && text[mark] === GREATER) mark++;
  const content = mark < end && text[mark] === SPACE ? mark + 1 : mark;
  return { start, mark, content, end, next };
}

/** `-- ` or `--`, quoted or not. */
function isSignature(text: Uint8Array, { content, end }: FlowedLine): boolean {
  if (text[content] !== DASH || text[content + 1] !== DASH) return false;
  return end - content === 2 || (end - content === 3 && text[content + 2] === SPACE);
}

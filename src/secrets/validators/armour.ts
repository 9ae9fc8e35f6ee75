/** A text armour (RFC 7468; RFC 1421, section 4.4; RFC 9580, section 6) as its writer had it. */
interface Armour {
  /** The base64 lines, joined. */
  readonly body: string;
  /** The block with one line feed between lines; an empty line stands after headers, in PGP always, and nowhere else. */
  readonly canonical: string;
}

/** What mail, source code and data put before and after a line; the marks of a diff are looked at apart. */
const BEFORE = /^[\s>|*"',\\]{1,60}/;
const AFTER = /(?:["'];?\s{0,20}[+.,]?[\s\\]{0,20}|[\s,\\]{1,20})$/;
/** `+ "MIIE…` in a sum of strings, and what is left of a string that ended in an escaped line feed. */
const JOINING = /^\s{0,40}\+[ \t]{0,40}(?=["'])|^\s{0,20}["'];?\s{0,20}[+.,]?[\s\\]{0,20}$/;
const FRAME = /^-----(?:BEGIN|END) /;
const HEADER = /^[A-Za-z][A-Za-z0-9-]{1,30}:/;
const BASE64 = /^[A-Za-z0-9+/=]{1,32000}$/;
const DIFF_MARKS = ['+', '-'];

/** Reads an armoured block through quote marks, indentation, diff marks, string literals, escapes and carriage returns. */
export function readArmour(block: string): Armour {
  const lines = withoutDiffMarks(plainLines(block));
  const first = lines.findIndex((line) => !FRAME.test(line) && !HEADER.test(line));
  const head = lines.slice(0, Math.max(0, first));
  const rest = lines.slice(Math.max(0, first));
  const isParted = head.length > 1 || head[0]?.includes(' PGP ') === true;
  return {
    body: rest.filter((line) => BASE64.test(line)).join(''),
    canonical: [...head, ...(isParted ? [''] : []), ...rest].join('\n'),
  };
}

/** The lines that hold anything, without what stands around them. */
function plainLines(block: string): readonly string[] {
  const text = block.replaceAll('\\/', '/').replace(/\\{1,4}[rn]/g, '\n');
  return linesOf(text)
    .map((line) => line.replace(JOINING, '').replace(BEFORE, '').replace(AFTER, ''))
    .filter((line) => line !== '');
}

/** A block that was flattened to one line is parted at its spaces again. */
function linesOf(text: string): readonly string[] {
  const flat = /^(-----BEGIN [A-Z0-9 ]{3,40}-----)([^\r\n-]{1,32000})(-----END [^\r\n]{1,60})$/.exec(text);
  const [, begin = '', body = '', end = ''] = flat ?? [];
  return flat === null ? text.split(/[\r\n]/) : [begin, ...body.split(/\s/), end];
}

/**
 * `+` begins lines of base64 and of diffs: it is a mark only where every line has it, and the end line does so too or, where that
 * is cut off, the lines' odd length bears it out. (The first line's own mark lies before the block.)
 */
function withoutDiffMarks(lines: readonly string[]): readonly string[] {
  const [begin = '', ...rest] = lines;
  const isMarked = DIFF_MARKS.some((mark) => rest.every((line) => line.startsWith(mark)) && isDiff(rest));
  if (rest.length === 0 || !isMarked) return lines;
  return [begin, ...rest.map((line) => line.slice(1).replace(BEFORE, ''))].filter((line) => line !== '');
}

function isDiff(lines: readonly string[]): boolean {
  const last = lines.at(-1) ?? '';
  if (last.includes('-----END ')) return !FRAME.test(last);
  return lines.slice(0, -1).every((line) => line.length % 4 === 1 || HEADER.test(line.slice(1)) || line.length === 1);
}

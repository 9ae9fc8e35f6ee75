import { lazily, mailWords } from './intake-packs.ts';
import { addressesIn } from './mail-address.ts';

const headerWords = lazily(() => new Set(mailWords().headerWords));

const LONGEST_WORD = 24;
const LONGEST_LINE = 4000;
const CONTINUATION_LINES = 10;

/**
 * The addresses in the header lines of quoted replies and forwards within a body: Outlook blocks (`From: … To: …`) in sixteen languages, at any
 * quote depth (`> > From:`), and attribution lines (`On … X <a@b> wrote:`), also when wrapped over three lines.
 * Addresses that merely stand in the prose are not given. Linear in the text's length; lines count to 4,000 characters.
 * @returns lower case, each once, in order of appearance.
 */
export function quotedAddresses(text: string): readonly string[] {
  const found = new Set<string>();
  if (!text.includes('@')) return [];
  const lines = unquotedLines(text);
  let continuing = 0;
  let previous = '';
  let beforePrevious = '';
  for (const line of lines) {
    const header = isHeaderLine(line);
    continuing = header ? CONTINUATION_LINES : continues(line, continuing);
    if (header || continuing > 0) addAll(found, line);
    else if (line.endsWith(':') || line.endsWith('：')) addAll(found, attribution(beforePrevious, previous, line));
    beforePrevious = previous;
    previous = line;
  }
  return [...found];
}

function addAll(found: Set<string>, text: string): void {
  for (const address of addressesIn(text)) found.add(address);
}

/** Lines without their quote marks and the emphasis that mailers put around header names. */
function* unquotedLines(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    yield text
      .slice(start, Math.min(end, start + LONGEST_LINE))
      .replace(/^[\s>|*_]+/, '')
      .trimEnd();
    start = end + 1;
  }
}

function isHeaderLine(line: string): boolean {
  const colon = line.slice(0, LONGEST_WORD + 4).search(/[:：]/);
  if (colon < 1) return false;
  const word = line
    .slice(0, colon)
    .replace(/[*_\s]+$/, '')
    .toLowerCase();
  return headerWords().has(word);
}

/** A header line wraps until an empty line or a line that is something else ("Subject: …", a sentence without addresses). */
function continues(line: string, left: number): number {
  if (left === 0 || line === '' || /^[\p{L}-]{1,20}[:：]/u.test(line)) return 0;
  return line.includes('@') || line.endsWith(';') || line.endsWith(',') ? left - 1 : 0;
}

/** The text of an attribution that ends with `line`, from the line where it began; empty where it is none. */
function attribution(beforePrevious: string, previous: string, line: string): string {
  if (hasVerb(line)) {
    if (line.includes('@')) return line;
    if (previous === '') return '';
    return previous.includes('@') ? previous : `${beforePrevious}\n${previous}`;
  }
  return hasVerb(previous) ? `${previous}\n${line}` : '';
}

function hasVerb(line: string): boolean {
  const lower = line.toLowerCase();
  return mailWords().attributionWords.some((word) => lower.includes(word));
}

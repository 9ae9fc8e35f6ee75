import { lazily, mailWords } from './intake-packs.ts';

const headerWords = lazily(() => new Set(mailWords().headerWords));
const attributionWords = lazily(() => mailWords().attributionWords);

const QUOTE_MARK = /^[ \t]{0,3}[>|\u2502]/;
/** "Word:", "Two words:", the way header lines begin; emphasis marks of mailers around the word aside. */
const FIELD = /^[*_ \t]{0,4}([\p{L}][\p{L} -]{0,23}?)[*_ \t]{0,4}[:\uff1a]/u;
const RULER = /^[ \t]{0,3}(?:[-_*=\u2500]{3,}[^\n]{0,80}[-_*=\u2500]{3,}|_{10,}|-{10,})[ \t]*$/;
const BLOCK_LINES = 12;
const LONGEST_LINE = 400;
const ATTRIBUTION_LINES = 3;

/** A half-open range of characters (UTF-16 code units) of a text. */
export interface QuoteRange {
  readonly start: number;
  readonly end: number;
}

interface Line {
  readonly start: number;
  readonly end: number;
  /** Its beginning, at most 400 characters. */
  readonly text: string;
}

/**
 * The stretches of a body that its writer did not write: lines marked with `>`, and everything below the header lines of a quoted or forwarded message
 * (`From: … To: …`, in sixteen languages, with or without a ruled line above) or below an attribution (`On … X wrote:`). Linear in the text.
 * @returns ranges in order, disjoint; empty where nothing is quoted.
 */
export function quoteRanges(text: string): readonly QuoteRange[] {
  const lines = linesOf(text);
  const ranges: { start: number; end: number }[] = [];
  for (const [index, line] of lines.entries()) {
    const attribution = attributionLines(lines, index);
    const isMarked = QUOTE_MARK.test(lines[nextFilled(lines, index + attribution)]?.text ?? '');
    if (beginsForward(lines, index) || (attribution > 0 && !isMarked))
      return [...ranges, { start: line.start, end: text.length }];
    if (QUOTE_MARK.test(line.text)) extend(ranges, line);
    else if (attribution > 0) for (const one of lines.slice(index, index + attribution)) extend(ranges, one);
  }
  return ranges;
}

/** The text without its quotes. */
export function ownText(text: string, quotes: readonly QuoteRange[] = quoteRanges(text)): string {
  let own = '';
  let at = 0;
  for (const { start, end } of quotes) {
    own += text.slice(at, start);
    at = end;
  }
  return own + text.slice(at);
}

/** The first quote as its writer wrote it: without marks, header lines and attribution; empty where there is none. */
export function firstQuote(text: string, quotes: readonly QuoteRange[] = quoteRanges(text)): string {
  const [first] = quotes;
  if (first === undefined) return '';
  const lines = linesOf(text.slice(first.start, first.end)).map((line) => ({
    ...line,
    text: line.text.replace(/^[\s>|\u2502]+/, ''),
  }));
  let at = 0;
  for (let step = 1; step > 0; at += step) step = preambleLines(lines, at);
  return lines
    .slice(at)
    .map((line) => line.text)
    .join('\n');
}

/** Lines at the place that the mailer put before the quote itself. */
function preambleLines(lines: readonly Line[], at: number): number {
  const text = lines[at]?.text;
  if (text === undefined) return 0;
  if (text === '' || RULER.test(text) || FIELD.test(text)) return 1;
  return attributionLines(lines, at);
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed + 1;
    lines.push({ start, end, text: text.slice(start, Math.min(end, start + LONGEST_LINE)).trimEnd() });
    start = end;
  }
  return lines;
}

function extend(ranges: { start: number; end: number }[], { start, end }: Line): void {
  const last = ranges.at(-1);
  if (last !== undefined && last.end >= start) last.end = Math.max(last.end, end);
  else ranges.push({ start, end });
}

/** Whether the header lines of a quoted message begin here, or the ruled line above them. */
function beginsForward(lines: readonly Line[], index: number): boolean {
  const text = lines[index]?.text ?? '';
  if (RULER.test(text)) return headersFrom(lines, nextFilled(lines, index + 1)) >= 2;
  return isHeaderLine(text) && headersFrom(lines, index) >= 2;
}

function nextFilled(lines: readonly Line[], from: number): number {
  let at = from;
  while (at < lines.length && at < from + 3 && lines[at]?.text.trim() === '') at += 1;
  return at;
}

/** How many header lines that hold addresses stand in the block of fields that begins here. */
function headersFrom(lines: readonly Line[], from: number): number {
  let count = 0;
  for (const { text } of lines.slice(from, from + BLOCK_LINES)) {
    if (isHeaderLine(text)) count += 1;
    else if (!FIELD.test(text) && !/^[ \t]/.test(text) && !/[@;,]/.test(text)) break;
  }
  return count;
}

function isHeaderLine(text: string): boolean {
  const word = FIELD.exec(text)?.[1];
  return word !== undefined && headerWords().has(word.toLowerCase());
}

/** Lines of the attribution that begins here: it may wrap, ends with a colon, and says who or when; 0 where none begins. */
function attributionLines(lines: readonly Line[], index: number): number {
  if ((lines[index - 1]?.text ?? '') !== '') return 0;
  let whole = '';
  for (let count = 1; count <= ATTRIBUTION_LINES; count += 1) {
    const line = lines[index + count - 1]?.text ?? '';
    if (line === '') return 0;
    whole += `${line} `;
    if (isAttribution(whole.trimEnd())) return count;
  }
  return 0;
}

function isAttribution(text: string): boolean {
  if (!/[:\uff1a]$/.test(text) || !/@|\d{1,2}[:.]\d{2}|\d{4}/.test(text)) return false;
  const lower = text.toLowerCase();
  return attributionWords().some((word) => lower.includes(word));
}

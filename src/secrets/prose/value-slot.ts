import { classOf, isJoiningAt, isSpaceAt, LEADING, OPENING, TRAILING, turnsAt, wordEnd } from './characters.ts';
import type { Reading } from './reading.ts';
import type { Stretch } from './sentences.ts';
import { BRACKETS, QUOTES } from './signs.ts';

/** A value as it stands: bare, in quotes, or in parentheses; the stretch is the value alone. */
export interface Slot extends Stretch {
  readonly style: 'bare' | 'quoted' | 'bracketed';
  /** Where the text goes on after the value and its closing sign. */
  readonly after: number;
}

const LONGEST = 160;
/** What may open the quotes or brackets that a sign closes; none where it closes none. */
export const openersOf = (closer: string): string => OPENERS.get(closer) ?? '';

const OPENERS: ReadonlyMap<string, string> = Object.entries({ ...QUOTES, '（': '）', '【': '】' }).reduce(
  (openers, [opener, closers]) => {
    for (const closer of closers) openers.set(closer, (openers.get(closer) ?? '') + opener);
    return openers;
  },
  new Map<string, string>(),
);

/** The value that begins at a place of a line, white space skipped; null where the line or the text ends. */
export function slotAt(reading: Reading, from: number, lineEnd: number): Slot | null {
  const { text } = reading;
  let at = from;
  while (at < lineEnd && isSpaceAt(text, at)) at++;
  if (at >= lineEnd) return null;
  const opened = (classOf(text.charCodeAt(at)) & OPENING) === 0 ? null : enclosedAt(text, at, lineEnd);
  return opened ?? bare(text, at, lineEnd);
}

function enclosedAt(text: string, at: number, lineEnd: number): Slot | null {
  const opener = text[at] ?? '';
  const quote = QUOTES[opener];
  if (quote) return enclosed(text, at, quote, lineEnd, 'quoted');
  const bracket = BRACKETS[opener];
  return bracket && !isCall(text, at) ? enclosed(text, at, bracket, lineEnd, 'bracketed') : null;
}

/** `name(`: a call in code, not a remark in parentheses. */
const isCall = (text: string, at: number): boolean => text[at] === '(' && /\w/.test(text[at - 1] ?? ' ');

function enclosed(text: string, open: number, closers: string, lineEnd: number, style: Slot['style']): Slot | null {
  const limit = Math.min(lineEnd, open + LONGEST);
  for (let at = open + 1; at < limit; at++) {
    if (!closers.includes(text[at] ?? ' ')) continue;
    if ((text[at] === "'" || text[at] === '"') && isJoiningAt(text, at + 1) && !turnsAt(text, at)) continue;
    const inner = trimmed(text, open + 1, at);
    return inner.end > inner.start ? { ...inner, style, after: at + 1 } : null;
  }
  return null;
}

function trimmed(text: string, start: number, end: number): Stretch {
  let from = start;
  let to = end;
  while (from < to && isSpaceAt(text, from)) from++;
  while (to > from && isSpaceAt(text, to - 1)) to--;
  return { start: from, end: to };
}

function bare(text: string, start: number, lineEnd: number): Slot {
  const limit = Math.min(lineEnd, start + LONGEST);
  let end = wordEnd(text, start, limit);
  const after = end;
  let from = start;
  while (from < end && isOf(text, from, LEADING)) from++;
  while (end > from && isOf(text, end - 1, TRAILING) && !closesInside(text, from, end)) end--;
  if (isStarred(text, from, end)) return { start: from + 2, end: end - 2, style: 'bare', after };
  return { start: from, end: withoutNextField(text, from, end), style: 'bare', after };
}

const isOf = (text: string, at: number, classes: number): boolean => (classOf(text.charCodeAt(at)) & classes) !== 0;

/** `**X**`, as plain text shows what was bold. */
const isStarred = (text: string, from: number, end: number): boolean =>
  end - from > 6 && text.startsWith('**', from) && text.startsWith('**', end - 2) && text[from + 2] !== '*';

/** A closing bracket belongs to the value when its opening one stands inside. */
function closesInside(text: string, start: number, end: number): boolean {
  const opener = ({ ')': '(', ']': '[', '}': '{', '>': '<' } as Record<string, string>)[text[end - 1] ?? ''];
  if (!opener) return false;
  for (let at = start; at < end - 1; at++) if (text[at] === opener) return true;
  return false;
}

/** `Password=abc;Database=x` and `password=abc&user=x` give `abc`. */
function withoutNextField(text: string, start: number, end: number): number {
  for (let at = start + 1; at < end; at++) {
    if (text[at] !== ';' && text[at] !== '&') continue;
    let name = at + 1;
    while (name < end && (isJoiningAt(text, name) || text[name] === '_' || text[name] === '-')) name++;
    if (name > at + 1 && text[name] === '=') return at;
  }
  return end;
}

/**
 * The separator lines of an mbox (RFC 4155 appendix A, and what Netscape, Eudora and Gmail write): `From sender date`.
 * Many messages hold lines that begin with "From ", so a line is a separator only with what stands around it.
 */

/** Which separators without a date a mailbox uses; the first of its separators says it. */
export type SeparatorStyle = 'dated' | 'undated';

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}';
const ZONE = '(?: +(?:[a-z]{1,5}|[a-z]{0,3}[+-]\\d{1,4}(?::\\d\\d)?|\\([^)]{1,40}\\)))';
const ASCTIME = new RegExp(
  `^from (?:.* )?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? +)?(?:${MONTH} +\\d{1,2}|\\d{1,2}[ -]${MONTH}),?(?:[ -]+\\d{4},?)?` +
    `(?: +at)? +\\d{1,2}:\\d{2}(?::\\d{2})?(?: *[ap]m)?${ZONE}{0,2}(?: +\\d{4})?${ZONE}{0,2}(?: +remote from \\S+)?[ \\t]*$`,
  'i',
);
const ISO = /^from (?:.* )?\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?: ?z| ?[+-]\d\d:?\d\d)?[ \t]*$/i;
const YEAR = /\b(?:19|20)\d\d\b/;
const DASH = /^from -[ \t]*$/i;
const ADDRESS_ALONE = /^from \S+@\S+[ \t]*$/i;
const FIELD = /^[!-9;-~]{1,100}[ \t]*:/;
const MAIL_FIELD =
  /^(?:return-path|received|delivered-to|message-id|mime-version|from|to|cc|date|subject|reply-to|sender|status|content-(?:type|length|transfer-encoding)|x-[!-9;-~]{1,60}|arc-[a-z-]{1,40}|dkim-signature|authentication-results)[ \t]*:/i;

/** The longest separator line we believe in, and how much of the line after it is looked at. */
const LINE_LIMIT = 1000;
const NEXT_LIMIT = 120;
/** Bytes after a candidate's first byte that decide it. */
export const SEPARATOR_CONTEXT = LINE_LIMIT + NEXT_LIMIT;

/** A line and where the next one begins. */
interface Line {
  readonly text: string;
  readonly next: number;
}

function lineAt(bytes: Buffer, start: number, limit: number): Line {
  const feed = bytes.subarray(start, start + limit).indexOf(0x0a);
  const end = feed < 0 ? Math.min(bytes.length, start + limit) : start + feed;
  const trimmed = end > start && bytes[end - 1] === 0x0d ? end - 1 : end;
  return { text: bytes.toString('latin1', start, trimmed), next: feed < 0 ? end : end + 1 };
}

const isDated = (line: string) => (ASCTIME.test(line) && YEAR.test(line)) || ISO.test(line);

/** Whether the line before `at` is empty, or `at` is where the bytes begin. */
function followsEmptyLine(bytes: Buffer, at: number): boolean {
  if (at === 0) return true;
  const before = bytes[at - 2] === 0x0d ? at - 3 : at - 2;
  return before < 0 || bytes[before] === 0x0a;
}

/**
 * Whether the bytes at `at`, a line's start, are a separator between messages.
 * After an empty line: a dated one before a header field, an empty line or the end; one without a date only in a mailbox of that style, before a
 * field that mail has. Without an empty line before it (Netscape wrote such) it must also stand before a field that mail has.
 */
export function isSeparator(bytes: Buffer, at: number, style: SeparatorStyle): boolean {
  const line = lineAt(bytes, at, LINE_LIMIT);
  if (!line.text.startsWith('From ')) return false;
  const next = lineAt(bytes, line.next, NEXT_LIMIT).text;
  if (isDated(line.text)) {
    if (!followsEmptyLine(bytes, at)) return MAIL_FIELD.test(next);
    return next === '' || FIELD.test(next) || next.startsWith('>From ');
  }
  if (style === 'dated') return false;
  const shaped = DASH.test(line.text) || (ADDRESS_ALONE.test(line.text) && followsEmptyLine(bytes, at));
  return shaped && MAIL_FIELD.test(next);
}

/** Where a mailbox begins, past a byte order mark and empty lines, and its style; null where the bytes begin otherwise. */
export function firstSeparator(head: Buffer): { readonly at: number; readonly style: SeparatorStyle } | null {
  let at = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  while (head[at] === 0x0a || head[at] === 0x0d) at += 1;
  const line = lineAt(head, at, LINE_LIMIT);
  if (!line.text.startsWith('From ')) return null;
  const next = lineAt(head, line.next, NEXT_LIMIT).text;
  if (isDated(line.text))
    return next === '' || FIELD.test(next) || next.startsWith('>From ') ? { at, style: 'dated' } : null;
  return MAIL_FIELD.test(next) ? { at, style: 'undated' } : null;
}

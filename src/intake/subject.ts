import { lazily, mailWords } from './intake-packs.ts';

/** Words before the subject of a reply or forward. */
const prefixes = lazily(() => new Set(mailWords().subjectPrefixes));

const MARKER = /^\[(?:external|ext|extern|externe|externo|outside|spam|suspicious)\]\s*/;
const LONGEST_PREFIX = 20;
const MASK = /\u2588+/;

/**
 * A subject as it is compared: NFKC, lower case, white space collapsed, without reply and forward prefixes (`Re:`, `AW: WG:`, `Fwd[2]:`, `回复：`)
 * and gateway marks (`[EXTERNAL]`). What was masked (████████) stays so.
 */
export function normaliseSubject(subject: string): string {
  let text = subject.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  for (;;) {
    const shorter = withoutPrefix(text.replace(MARKER, ''));
    if (shorter === text) return text;
    text = shorter;
  }
}

function withoutPrefix(subject: string): string {
  // Older mailers forward as "[Fwd: subject]".
  const text = /^\[fwd?:.*\]$/.test(subject) ? subject.slice(1, -1).trim() : subject;
  const colon = text.slice(0, LONGEST_PREFIX).indexOf(':');
  if (colon < 1) return text;
  const word = text.slice(0, colon).replace(/\s*(?:\[\d+\]|\(\d+\)|\^\d+|\d+)?\s*$/, '');
  return prefixes().has(word) ? text.slice(colon + 1).trimStart() : text;
}

/** What comparing one property of a manifest's row and of a message came to; unknown where either side does not say. */
export type Agreement = 'agree' | 'differ' | 'unknown';

/**
 * Compares two normalised subjects. A masked stretch stands for any text on either side; one that is masked as a whole says nothing.
 * Time is at most the product of the lengths.
 */
export function subjectsAgree(a: string | null, b: string | null): Agreement {
  if (a === null || b === null) return 'unknown';
  if (a === b) return a === '' || a.replace(/[\u2588\s]/g, '') !== '' ? 'agree' : 'unknown';
  const left = a.split(MASK);
  const right = b.split(MASK);
  if (left.every(isBlank) || right.every(isBlank)) return left.length + right.length > 2 ? 'unknown' : 'differ';
  if (left.length === 1 && right.length === 1) return 'differ';
  if (left.length === 1) return matchesPieces(a, right) ? 'agree' : 'differ';
  if (right.length === 1) return matchesPieces(b, left) ? 'agree' : 'differ';
  return endsCompatible(left, right) ? 'agree' : 'differ';
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** Whether `text` is the pieces in order with anything between them. */
function matchesPieces(text: string, pieces: readonly string[]): boolean {
  const first = pieces[0] ?? '';
  const last = pieces.at(-1) ?? '';
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}

/** Both sides are masked: what stands before the first and after the last mask must not contradict. */
function endsCompatible(left: readonly string[], right: readonly string[]): boolean {
  const [a = '', b = ''] = [left[0], right[0]];
  const [y = '', z = ''] = [left.at(-1), right.at(-1)];
  return (a.startsWith(b) || b.startsWith(a)) && (y.endsWith(z) || z.endsWith(y));
}
